//! Tells how long a start took and how much memory it holds, for the bench of the window.

/// The environment variable with the start time, in milliseconds since 1970.
const STARTED: &str = "BAOCAO06_STARTED_MS";

/// Prints the milliseconds since the start and the resident memory in KB.
pub fn report() {
    println!("{} {}", since_start_ms().unwrap_or(0), resident_kb().unwrap_or(0));
}

fn since_start_ms() -> Option<u64> {
    let started: u64 = std::env::var(STARTED).ok()?.parse().ok()?;
    #[expect(clippy::disallowed_methods, reason = "a measure between two processes")]
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).ok()?;
    u64::try_from(now.as_millis()).ok()?.checked_sub(started)
}

/// Linux only; elsewhere the system's own tools tell.
fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
