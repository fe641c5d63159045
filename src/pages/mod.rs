//! The finished report on paper: the sheet and its styles, how wide things are, the pictures of
//! charts, and where every line stands on its page. Word and the preview on screen take their
//! measures from here, so that they agree.
//!
//! **Invariant:** pure, and knows `document` and what is below it only. Lengths are twips (1/20
//! point), sizes of letters half-points, as Word counts them.

pub mod chart;
pub mod columns;
pub mod flow;
pub mod fonts;
pub mod frame;
pub mod header;
pub mod letters;
pub mod metrics;
pub mod sheet;
pub mod style;
