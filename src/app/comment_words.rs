//! Comments and follow-up marks of figures in words: on a cell, in the history, on paper.

use super::problem::Problem;
use super::session::Session;
use super::session::reports::Started;
use super::words::beginning;
use crate::calc::comments::{Comment, Comments, FollowUp};
use crate::report::period::{PeriodKey, of_kind};

/// How much of a comment is told beside a cell, in characters.
const TOLD_MAX: usize = 300;

/// What is noted, for hover text and screen readers: "Cần theo dõi. Ghi chú: chờ Công an trả lời".
pub fn told(comment: &Comment) -> String {
    let mark = if comment.follow_up == FollowUp::Wanted { "Cần theo dõi" } else { "" };
    let words = match comment.words.as_str() {
        "" => String::new(),
        words => format!("Ghi chú: {}", beginning(words, TOLD_MAX)),
    };
    let parts = [mark, &words].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}

impl Session {
    /// What is said when a report was started, to which figures may have come along.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn started_words(&mut self, started: &Started) -> Result<String, Problem> {
        let template = self.template_of(started.id())?;
        let report = self.at_hand(started.id())?;
        let period = report.header.period.key;
        let Started::Made { after, .. } = started else {
            return Ok(format!("Báo cáo {} đã có trong tệp từ trước", period.label_in_sentence()));
        };
        let num_to_follow_up = Comments::of(report, &template).to_follow_up().count();
        Ok(made_after(period, *after, num_to_follow_up))
    }
}

fn made_after(period: PeriodKey, after: Option<PeriodKey>, num_to_follow_up: usize) -> String {
    let kind = period.kind();
    let said = match after {
        None => "Đã lập báo cáo đầu tiên của đơn vị theo mẫu này; số liệu để trống".into(),
        Some(last) if last == period.previous() => {
            of_kind("Đã lập báo cáo {kỳ} mới theo {kỳ} trước; số liệu để trống", kind)
        }
        Some(last) => {
            let last = last.label_in_sentence();
            let made = of_kind("Đã lập báo cáo {kỳ} mới", kind);
            format!("{made} theo báo cáo {last}; số liệu để trống").into()
        }
    };
    match num_to_follow_up {
        0 => said.into_owned(),
        count => format!("{said}; {count} số liệu cần theo dõi chuyển sang cùng ghi chú"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::open_report::Deed;
    use crate::app::session::session_tests::sample_with_may;
    use crate::calc::comments;
    use crate::report::key::FigureKey;

    const LABEL: &str = "Hồ sơ cấp thẻ căn cước đã thu nhận";

    fn cards() -> FigureKey {
        FigureKey::parse("identity.cards").unwrap()
    }

    #[test]
    fn a_comment_is_told_with_its_mark_and_never_at_length() {
        let comment = |words: &str, follow_up| Comment {
            figure: cards(),
            words: words.to_owned(),
            follow_up,
        };
        assert_eq!(told(&comment("hỏi lại", FollowUp::No)), "Ghi chú: hỏi lại");
        assert_eq!(told(&comment("", FollowUp::Wanted)), "Cần theo dõi");
        let may = PeriodKey::month_of(2023, 5).unwrap();
        let made = |after, num_to_follow_up| made_after(may.next(), after, num_to_follow_up);
        let both = "Cần theo dõi. Ghi chú: hỏi lại\nCông an";
        assert_eq!(told(&comment("hỏi lại\nCông an", FollowUp::Wanted)), both);
        assert!(
            made(Some(may), 0).ends_with("theo tháng trước; số liệu để trống")
                && made(Some(may), 3).contains("; 3 số liệu cần theo dõi")
        );
        let april = Some(may.previous());
        assert!(made(april, 0).contains("mới theo báo cáo tháng 4/2023;"), "{}", made(april, 0));
        assert_eq!(
            made(None, 0),
            "Đã lập báo cáo đầu tiên của đơn vị theo mẫu này; số liệu để trống"
        );
        let long = told(&comment(&"ệ".repeat(10_000), FollowUp::No));
        assert_eq!(long.chars().count(), "Ghi chú: ".chars().count() + TOLD_MAX + 1);
        assert!(long.ends_with("ệ…"));
    }

    #[test]
    fn a_report_that_was_there_before_is_not_called_a_new_one() {
        let (_folder, mut session, report) = sample_with_may();
        let words = session.started_words(&Started::Known(report)).unwrap();
        assert_eq!(words, "Báo cáo tháng 5/2023 đã có trong tệp từ trước");
    }

    #[test]
    fn the_log_tells_comments_and_undo_takes_each_back_by_its_name() {
        let (_folder, mut session, report) = sample_with_may();
        // Typing on in one comment is one step.
        for words in ["chờ", "chờ Công an\ntrả lời {identity.cards}"] {
            let edit = comments::write(&cards(), words);
            session.save(report, &[edit], Deed::Typed).unwrap();
        }
        let mark = comments::mark(&cards(), FollowUp::Wanted);
        session.save(report, &[mark], Deed::FollowUpMarked).unwrap();

        let steps = session.history_steps(report).unwrap();
        let told: Vec<_> = steps
            .iter()
            .take(2)
            .map(|step| {
                let [change] = step.changes.as_slice() else { panic!("{step:?}") };
                let (before, after) = (change.before.as_str(), change.after.as_str());
                (step.what.as_str(), change.label.clone(), before, after)
            })
            .collect();
        let words = "chờ Công an trả lời {identity.cards}";
        let expected = [
            ("Đánh dấu cần theo dõi", format!("Cần theo dõi “{LABEL}”"), "không", "có"),
            ("Nhập", format!("Ghi chú của “{LABEL}”"), "trống", words),
        ];
        assert_eq!(told, expected);
        let leads_to = crate::document::Source::Figure(cards());
        assert!(steps.iter().take(2).all(|step| step.changes[0].source == leads_to));

        let names = [format!("dấu cần theo dõi của “{LABEL}”"), format!("ghi chú của “{LABEL}”")];
        for name in &names {
            assert_eq!(session.step_names(report).unwrap().undo.as_ref(), Some(name));
            session.undo(report).unwrap();
            assert_eq!(session.step_names(report).unwrap().redo.as_ref(), Some(name));
        }
        let num_noted = |session: &mut Session| {
            let noted = session.load(report).unwrap().report.notes.into_keys();
            noted.filter(|(_, about)| *about == (&cards()).into()).count()
        };
        assert_eq!(num_noted(&mut session), 0);
        session.redo(report).unwrap();
        session.redo(report).unwrap();
        assert_eq!(num_noted(&mut session), 2);
    }
}
