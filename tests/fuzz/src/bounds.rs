//! What an input may cost at most.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The most time of the processor: the code is watched and checked at each branch, and several times slower
/// than the program.
pub const TIME_MAX: Duration = Duration::from_secs(4);
/// The most memory at once.
pub const BYTES_MAX: usize = 256 * 1024 * 1024;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The system's memory, counted.
struct Counting;

#[global_allocator]
static MEMORY: Counting = Counting;

fn taken(bytes: usize) {
    let now = NOW.fetch_add(bytes, Ordering::Relaxed).wrapping_add(bytes);
    MOST.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: all is left to the system; only sizes are added up.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        // SAFETY: the caller's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's.
        unsafe { System.dealloc(at, layout) }
    }
}

fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// What an input has cost so far.
pub struct Spent {
    time: Duration,
    bytes: usize,
}

impl Spent {
    /// Nothing yet.
    pub fn begin() -> Self {
        let bytes = NOW.load(Ordering::Relaxed);
        MOST.store(bytes, Ordering::Relaxed);
        Self { time: processor_time(), bytes }
    }

    /// What was too much, if anything was.
    pub fn excess(&self) -> Option<String> {
        let time = processor_time().saturating_sub(self.time);
        let bytes = MOST.load(Ordering::Relaxed).saturating_sub(self.bytes);
        let is_much = time > TIME_MAX || bytes > BYTES_MAX;
        is_much.then(|| format!("{time:?} and {} MB", bytes / (1024 * 1024)))
    }
}
