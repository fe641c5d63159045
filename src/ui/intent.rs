//! What the user wants. Screens, panes and widgets only draw: whatever is to happen outside of what they draw
//! they put as an intent into one queue. The window takes the intents out when drawing is done, in the order in
//! which they came (`window/drain.rs`): there one sees all that a click can do.

use std::path::PathBuf;

use egui::Id;

use super::spot::Spot;
use super::text_wish::TextWish;
use crate::app::command::Command;
use crate::app::files::export_format::ExportFormat;
use crate::app::message::{KeepRequest, NewFile, OfficeWish, OperationId, Purpose, ReportId};
use crate::app::open_report::{Deed, Page, Typing};
use crate::app::password::Password;
use crate::app::printing::Print;
use crate::app::state::NextReport;
use crate::app::state::answers::Instead;
use crate::app::state::carry::Wish;
use crate::calc::block::Options;
use crate::calc::check::Settings;
use crate::document::Source;
use crate::report::change::Edit;
use crate::report::collecting::{FormState, FormWay};
use crate::report::copy_order::CopyOrder;
use crate::report::key::{AgencyKey, FigureKey, ItemKey, TextKey};
use crate::report::look::Look;

/// The intents of a frame, in the order in which they came.
pub type Intents = Vec<Intent>;

/// What the user wants.
#[derive(Debug, Clone)]
pub enum Intent {
    /// A command carried out.
    Run(Command),
    /// A file or folder opened with the program the system has for it.
    OpenInSystem(PathBuf),

    /// What is said about a problem closed.
    CloseProblem,
    /// Choose where to write what whoever helps the office has to know.
    SaveDiagnostics,
    /// What is said about an export closed.
    CloseNotice,
    /// A letter begun with what was written last.
    SendWritten,
    /// The open report written in these formats, and a letter begun with them.
    SendReport(Vec<ExportFormat>),
    /// Where the files lie that were written last on the clipboard.
    CopyPaths,
    /// What could not be saved saved to another file.
    Rescue,
    /// All of the data, whose file is gone, saved to another file, in which the work goes on.
    MoveData,
    /// Something with a file that cannot be opened to be written.
    OfFile(FileIntent),
    /// The question answered with yes.
    Confirm,
    /// The question not answered: what it is about is looked at first.
    LookFirst(Instead),
    /// The question answered with no.
    Cancel,
    /// What stands in front of the window closed, and the keyboard back where it was.
    CloseFront,

    /// A new data file with a first report.
    CreateFile(Box<NewFile>),
    /// A data file of the list opened.
    OpenFile(PathBuf),
    /// A data file taken out of the list; it stays where it is.
    ForgetFile(PathBuf),
    /// The sample, made in a file.
    CreateSample(PathBuf),
    /// Back to the file that is open, or to the start where none is.
    BackToFile,
    /// The file that asks for a password opened with this one.
    Unlock(Password),
    /// A report of the list opened.
    ShowReport(ReportId),
    /// A report of the list deleted, once the user was asked.
    DeleteReport(ReportId),
    /// A deleted report brought back and opened.
    BringBack(ReportId),
    /// The deleted reports no longer looked at.
    CloseDeleted,
    /// A report started and opened.
    StartReport(NextReport),

    /// A page of the form.
    OpenPage(Page),
    /// A place of the form.
    GoTo(Spot),
    /// The place of the form where something printed is typed.
    GoToSource(Source),
    /// The keyboard in a field, from the next frame on: in this one the field would take the same Enter that
    /// left the field before it.
    TypeIn(Id),
    /// The wording of a sentence edited in its place.
    EditSentence(TextKey),
    /// The pane beside the form folded away.
    FoldPane,

    /// Edits that are one step of undo.
    Step(Vec<Edit>, Deed),
    /// A text changed by an answer to what was found in it; its field can undo that, too.
    Reword {
        /// The field that shows the text.
        field: Id,
        /// The change.
        edit: Edit,
        /// What it is called in the history.
        deed: Deed,
    },
    /// Something with the numbers of the period before.
    Carry(Vec<FigureKey>, Wish),
    /// The report as it was right after an operation.
    Restore(OperationId),
    /// Another name of the office, and whether more of it may be typed.
    NameOffice(String, Typing),
    /// An office taken into the file, or given its place among the others.
    PlaceOffice(OfficeWish),
    /// Pages of the open report printed.
    Print(Print),
    /// Something of backups, or whether the data file is whole.
    Keep(KeepRequest),
    /// The backups of another folder shown; without one those of the file's own.
    ShowBackupsIn(Option<PathBuf>),
    /// Backups go no longer to the second place.
    ForgetSecondPlace,
    /// A backup put in the place of the data file, once the user was asked.
    RestoreBackup(PathBuf),
    /// A backup that is offered put in the place of its file, once the user was asked.
    RestoreOffered(PathBuf),
    /// A folder chosen, with backups or for one.
    ChooseFolder(Purpose),
    /// Something with the table of an item.
    Table(ItemKey, TableWish),

    /// What is noted about a figure seen and written.
    Comment(FigureKey),
    /// A reason given for the finding with this id.
    Explain(String),
    /// A word known from now on as the office's own.
    Learn(String),
    /// The office's reports checked otherwise.
    ChangeChecks(Box<Settings>),
    /// The office's reports printed otherwise.
    ChangeLook(Box<Look>),

    /// The block that waits read with other options.
    PlanBlock(Options),
    /// The block that waits filled in.
    FillInBlock,
    /// The block that waits put away.
    DiscardBlock,
    /// Something of the forms that agencies fill in.
    Form(FormIntent),
    /// What was chosen in the menu of a text.
    OnText(TextWish),
    /// What was chosen in the menu of a cell.
    OnCell(Id, CellWish),
}

/// What the user wants of a table.
#[derive(Debug, Clone)]
pub enum TableWish {
    /// It on the clipboard, as the report prints it.
    Copy,
    /// The same in the order in which its office copies it; that is asked for where none is kept.
    CopyInOrder,
    /// That order chosen.
    ChooseOrder,
    /// The order kept; none forgets it.
    KeepOrder(Option<CopyOrder>),
}

/// What the menu of a cell offers besides its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellWish {
    /// It, or what is selected with it, on the clipboard.
    Copy,
    /// What is on the clipboard from it on.
    Paste,
    /// All about its figure.
    Details,
}

/// What the user wants of the forms that agencies fill in.
#[derive(Debug, Clone)]
pub enum FormIntent {
    /// The form of an agency written, to go out on a way.
    Export(AgencyKey, FormWay),
    /// What is known of the form of an agency, as somebody says it.
    Note(AgencyKey, FormState),
    /// A reminder to these agencies on the clipboard.
    Remind(Vec<AgencyKey>),
    /// The forms of all agencies written into one folder.
    ExportAll,
    /// A number of the form that came back left out, or taken again: where it stands.
    Toggle(String),
    /// The form that came back taken over.
    Take,
    /// The forms put away.
    Close,
}

/// What the user wants of a file that cannot be opened to be written.
#[derive(Debug, Clone)]
pub enum FileIntent {
    /// It opened only to be looked at: another window has it open.
    Look(PathBuf),
    /// It opened once more, to go on in it.
    TryWriting,
    /// A new file of what can be read of it: it is damaged.
    Salvage(PathBuf),
    /// What is said about that closed.
    CloseSalvaged,
}
