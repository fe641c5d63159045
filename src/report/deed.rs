//! What an official, or the program for one, does to a report: one step of undo, named in the log and
//! in the history.

use super::header::Header;
use super::names::named_enum;

named_enum! {
    /// What was done. A list to which later versions of the program add.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Deed {
        /// Typed in one field, or in several one after another. Typing on in one field is one step.
        #[default]
        Typed = "typed",
        /// Gave a field back what it held before it was typed in (Escape). It joins the step of that
        /// typing, which then changes nothing and is passed over by undo.
        Restored = "restored",
        /// Pasted a block of cells.
        Pasted = "pasted",
        /// Emptied selected cells.
        Cleared = "cleared",
        /// Said of a figure that nothing arose ("không phát sinh").
        NotArisen = "not_arisen",
        /// Added a document to a list.
        DocumentAdded = "document_added",
        /// Moved a document within its list.
        DocumentMoved = "document_moved",
        /// Took a document out of its list.
        DocumentRemoved = "document_removed",
        /// Filled selected cells from the one above.
        Filled = "filled",
        /// Put today into a day.
        TodayFilled = "today_filled",
        /// Took numbers of the period before.
        FiguresCarried = "figures_carried",
        /// Took wording of the period before.
        WordingCarried = "wording_carried",
        /// Took numbers and wording of the period before for a part of the report.
        PartCarried = "part_carried",
        /// Accepted numbers of the period before.
        CarriedAccepted = "carried_accepted",
        /// Wording of the period before looked at, and left as it is.
        WordingAccepted = "wording_accepted",
        /// Took numbers of the period before away again.
        CarriedDiscarded = "carried_discarded",
        /// Put references to figures in place of numbers in a text.
        NumberBound = "number_bound",
        /// Corrected a text where something was found in it.
        TextCorrected = "text_corrected",
        /// Brought a text of the time before Unicode into Unicode.
        TextConverted = "text_converted",
        /// Chose between the template's sentence and the office's own.
        WordingChosen = "wording_chosen",
        /// Answered a finding or an offer with a reason.
        Explained = "explained",
        /// Marked a figure to be followed up.
        FollowUpMarked = "follow_up_marked",
        /// Took such a mark away.
        FollowUpCleared = "follow_up_cleared",
        /// Took over a form that an agency filled in; the detail names the agency.
        FormTaken = "form_taken",
        /// Wrote the form of an agency, or began a letter with it; the detail names the agency, or how many.
        FormSent = "form_sent",
        /// Said when the form of an agency went out or came back; the detail names the agency.
        FormNoted = "form_noted",
        /// Made a report.
        ReportCreated = "report_created",
        /// Put a report of the sample into the file.
        SampleTaken = "sample_taken",
        /// Took a report from a file; the detail is the file's name.
        Imported = "imported",
        /// Deleted a report, which can be brought back.
        ReportDeleted = "report_deleted",
        /// Brought a deleted report back.
        ReportRestored = "report_restored",
        /// Declared a report finished.
        Finished = "finished",
        /// Opened a finished report again.
        Reopened = "reopened",
        /// Changed the days of the period, the day a report is due, or its remark.
        HeaderChanged = "header_changed",
        /// Took a template into the file.
        TemplateAdded = "template_added",
        /// Went back to an earlier state of the report.
        WentBack = "went_back",
        /// Gave an office another name.
        OfficeRenamed = "office_renamed",
        /// Brought the texts of a report in line with what its office is called. Where the office got another name with
        /// it, the detail is the name before and the name since, a line each.
        OfficeAdapted = "office_adapted",
        /// Took an office into the file, or said which stands above it and from when to when it reports.
        OfficePlaced = "office_placed",
        /// Chose how the reports of an office look, or the Word file that they are filled into.
        LookChosen = "look_chosen",
        /// Chose how the reports of an office are checked.
        ChecksChosen = "checks_chosen",
        /// Had a password asked for before the file is shown, or another one.
        PasswordSet = "password_set",
        /// Had none asked for any more.
        PasswordRemoved = "password_removed",
        /// Put back what the log says where another program, or a bad bit, had changed it.
        Mended = "mended",
        /// Took a report out of a damaged data file; the detail is the file's name.
        Salvaged = "salvaged",
        /// Added a row of the office's own.
        RowAdded = "row_added",
        /// Gave a row of the office's own another name.
        RowRenamed = "row_renamed",
        /// Moved a row of the office's own.
        RowMoved = "row_moved",
        /// Took a row of the office's own away.
        RowRemoved = "row_removed",
        /// Said that the office does not report a row, or that it does again.
        RowSwitched = "row_switched",
        /// Said in the office's own words who carries out a row.
        ProviderNamed = "provider_named",
        /// Something that only a later version of the program knows.
        Later = "later",
    }
}

impl Deed {
    /// Whether it comes key by key from one field, so that going on with it in that field is one step of undo.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Typed | Self::Restored | Self::RowRenamed | Self::ProviderNamed)
    }

    /// Whether it only moves a report to another state. Such a deed has a command of its own that answers it,
    /// and is passed over by undo: what was done before it can still be taken back once the report is open.
    pub fn is_of_status(self) -> bool {
        matches!(self, Self::Finished | Self::Reopened)
    }

    /// Whether it deletes a report or brings it back: nothing of what the report says is changed by it, and undo of the
    /// report passes it over.
    pub fn is_of_presence(self) -> bool {
        matches!(self, Self::ReportDeleted | Self::ReportRestored)
    }

    /// What a change of a report's header alone is.
    pub fn of_header(before: &Header, after: &Header) -> Self {
        match (before.status == after.status, after.status.is_closed()) {
            (true, _) => Self::HeaderChanged,
            (false, true) => Self::Finished,
            (false, false) => Self::Reopened,
        }
    }
}
