//! The words in the bar of the operating system: the report, and what was found in it.

use egui::{Context, ViewportCommand};

use super::{Outside, Window};
use crate::app::state::{Screen, State};
use crate::ui::checks::entries::Counts;

/// What stands there without a report.
pub(crate) const PROGRAM: &str = "Báo cáo 06";

impl<O: Outside> Window<O> {
    /// Says it to the system when it changed.
    pub(super) fn tell_title(&mut self, ctx: &Context) {
        let title = title(&self.state, &self.cache.series);
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// "Tháng 5/2023: 1 lỗi · 5 cảnh báo – Báo cáo 06"
fn title(state: &State, series: &str) -> String {
    let open = state.open.as_ref().filter(|_| state.screen == Screen::Report);
    let Some(open) = open else {
        return PROGRAM.to_owned();
    };
    let label = open.report().header.period.key.label();
    let found = Counts::of(open.findings()).words();
    let found = if found.is_empty() { found } else { format!(": {found}") };
    let series = if series.is_empty() { String::new() } else { format!(", {series}") };
    format!("{label}{series}{found} – {PROGRAM}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::platform::preferences::Preferences;

    #[test]
    fn without_a_month_it_is_the_name_of_the_program() {
        assert_eq!(title(&State::new(Preferences::default()), ""), "Báo cáo 06");
    }
}
