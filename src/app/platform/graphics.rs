//! By what the window is drawn: a ladder that is gone down when a step does not carry. Most machines have a
//! driver that works; on some it is broken, or gone while somebody works from another computer.

use crate::report::names::named_enum;

named_enum! {
    /// A step of the ladder, the first one first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Graphics {
        /// The machine's own graphics; what draws in software only where there is nothing else.
        #[default]
        Hardware = "hardware",
        /// Only what draws in software, whatever card there is.
        Software = "software",
        /// The oldest way to a card, which works where the newer ones are broken.
        OpenGl = "opengl",
    }
}

impl Graphics {
    /// Whether the system has such a way at all.
    fn is_there(self) -> bool {
        self != Self::OpenGl || !cfg!(target_os = "macos")
    }
}

/// What is wished for at a start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum GraphicsWish {
    /// What drew the window last.
    #[default]
    Remembered,
    /// This first, then whatever else there is.
    First(Graphics),
    /// These and no others: the rest of a ladder that an earlier run has gone down.
    Rest(Vec<Graphics>),
}

/// By what the window is to be drawn, the first to be tried first. What took an earlier run with it (`failed`) is
/// only tried when somebody asks for it: it would take this one as well, and nobody would be told anything.
pub fn ladder(wish: &GraphicsWish, remembered: Graphics, failed: &[Graphics]) -> Vec<Graphics> {
    let (first, is_asked) = match wish {
        GraphicsWish::Remembered => (remembered, false),
        GraphicsWish::First(first) => (*first, true),
        GraphicsWish::Rest(rest) => return rest.clone(),
    };
    let others = Graphics::ALL.into_iter().filter(|graphics| *graphics != first);
    let all = std::iter::once(first).chain(others).filter(|graphics| graphics.is_there());
    all.filter(|graphics| (is_asked && *graphics == first) || !failed.contains(graphics)).collect()
}

#[cfg(test)]
mod tests {
    use super::Graphics::{Hardware, OpenGl, Software};
    use super::*;

    #[test]
    fn what_took_a_run_with_it_is_left_out_unless_somebody_asks_for_it() {
        let remembered = |first, failed: &[_]| ladder(&GraphicsWish::Remembered, first, failed);
        if cfg!(target_os = "macos") {
            return;
        }
        assert_eq!(remembered(Hardware, &[]), [Hardware, Software, OpenGl]);
        assert_eq!(remembered(Software, &[]), [Software, Hardware, OpenGl]);
        assert_eq!(remembered(Hardware, &[Hardware]), [Software, OpenGl]);
        assert_eq!(remembered(Software, &[Hardware, Software]), [OpenGl]);
        assert!(remembered(Hardware, &Graphics::ALL).is_empty());
        let asked = ladder(&GraphicsWish::First(Hardware), Software, &[Hardware, OpenGl]);
        assert_eq!(asked, [Hardware, Software]);
        let rest = ladder(&GraphicsWish::Rest(vec![OpenGl]), Software, &Graphics::ALL);
        assert_eq!(rest, [OpenGl]);
    }
}
