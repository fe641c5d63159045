//! Báo cáo 06: the reports of an office on Đề án 06, each month or of any other period, from the keyboard to
//! Word.
//!
//! This is the architecture document. The idea everything hangs on: **a figure is declared once;
//! every cell, percentage, bar, sentence, table, check and file is a view of it.** The template is
//! data (`assets/templates`): nothing here knows a section or a figure of Đề án 06.
//!
//! # The house
//!
//! Arrows point only downwards; `tests/it/test_layers.rs` reads the code and fails on one that
//! points up.
//!
//! ```text
//!   main                      arguments; picks window or command line
//!    │
//!   ui        cli             ui: screens, widgets, theme (draws state, sends commands) · cli: the same jobs without a window
//!    │         │
//!    └── app ──┘              the worker thread that owns the data file; closed Request and Event enums; commands, state
//!         │
//!    ┌────┼─────────┐
//!  store exchange export      store: SQLite (the only writer) · exchange: template and report JSON, the sample · export: docx, pdf, xlsx, csv, tables to copy
//!    │    │         │
//!    │    │       pages       the finished report on paper: sheet, styles, measures, charts, its pages
//!    │    │         │
//!    │    │      document     what the finished report says, as blocks, in the words of Nghị định 30
//!    │    │         │
//!    └── calc ──────┘         what follows from the figures: totals, rates, printed forms, sentences, completeness, findings, prose
//!         │
//!       report                what a report is: template, figures, values, periods, offices, numbers, text; the decree's numbers
//!
//!  disk                       below `store`, `export` and `app`: files that appear whole or not at all
//! ```
//!
//! # Invariants
//!
//! - `report` and `calc` are pure: no file, clock, thread, SQL, serde or egui; no floating point
//!   touches a figure. A calculation returns a value with a state, never an error.
//! - A [`report::template::Template`] can only be made by its checking constructor: whoever holds
//!   one need not check it again.
//! - Only `store` writes the data file, and what it keeps only through one function that writes values
//!   and log rows in one transaction: fields of reports, templates, offices, how reports look and are checked.
//!   Only the page that was left last is not logged. Row ids never leave the file; across files everything
//!   is named by key.
//! - What stands in the file is what the log says of it last, and each operation of the log carries the hash of the
//!   one before: a bad bit, or another program, is found out at its place ([`store::Store::verify`]). A report
//!   or a template that was changed so is not handed out.
//! - Nothing is called saved unless it is in the file that lies at the path ([`store::Store::in_place`]).
//! - After an error of the disk the connection is not believed any more: before anything is called saved, the file is
//!   opened anew, and what it lacks of what was called saved is written again (`store/doubt.rs`).
//! - Files appear whole or not at all: data files, copies, exports, preferences.
//! - What goes to other people and programs as a file is written and read by `exchange` and `export`
//!   alone: packages, XML and workbooks are known nowhere else. Types of files are versioned and separate
//!   from the domain's. For itself the program keeps JSON in the columns of its data file (`store`), its
//!   preferences, and the findings and checks of the data file that a script asks for (`app`).
//! - Each rule of the decree has one place: what it fixes in numbers is in [`report::decree`], what it fixes
//!   in words is built by `document`, and the built-in skeleton in `assets/word` holds the styles made after
//!   it. `pages` and `export` translate blocks and styles, and decide nothing.
//! - Modules of a room do not go round in circles; a module and the modules in it may know each other.
//! - A template's checks are data beside its figures ([`report::check`]); [`calc::check`] evaluates
//!   them over one report and the periods before it. A finding never corrects anything; blank figures
//!   give none; a reason ("Giải trình") is a note that holds for the values it was given for.
//! - What an office notes about a figure ("Ghi chú", "Cần theo dõi") is a note as well ([`report::note`],
//!   [`calc::comments`]): logged, undone and carried like every field, never printed, and nothing is reckoned
//!   with it.
//! - All that can be changed in a report is a [`report::field::Field`] with its value. Edits, changes, the log,
//!   undo and report files speak of fields and of nothing else.
//! - A report is named by office, period and template ([`report::report_key::ReportKey`]) wherever its name
//!   leaves the store. Only [`report::period`] knows the calendar: which days a period has, what comes before
//!   and after it, and what it is called. What is compared or added up is always of one office, one template
//!   and one kind of period.
//! - The program keeps counts, not people: a block, form or file with a column of numbers that name persons
//!   is refused as a whole ([`calc::personal`]); one such number in a text is a finding.
//! - How an office wants its reports ([`report::look`]) changes how they look, never what they say.
//! - Errors become Vietnamese words in one place, [`app::problem`] (and reasons of the domain in
//!   [`app::words`]).
//!
//! # Decisions
//!
//! - **Exact numbers.** Counts and money are integers, scores are decimals, a rate is a fraction of integers,
//!   rounded once, half-up, where it is shown, with more decimals where it would look like all or nothing. Binary
//!   fractions would round twice and not agree with a pocket calculator. A whole of 0 gives no rate; more than 100 % is lawful against a target.
//! - **Blank, 0 and "không phát sinh" are three values**, from the keyboard to the file: an office that
//!   forgot, one that counted none and one where nothing can arise say different things.
//! - **Formulas and checks are data with a shape**, not an expression language: nothing to parse, nothing to
//!   inject, and a form can edit them.
//! - **What is printed may differ from what is computed, knowingly**: old reports are kept as they were
//!   signed, and a finding shows both numbers.
//! - **Keys travel, row ids do not**, so that files of different offices can meet.
//! - **One SQLite file, one writer**, on one thread: a slow disk never freezes typing, and "Đã lưu" is said
//!   only after the commit returned. Undo is an operation of the log like any other: it survives a restart
//!   and can be audited.
//! - **Word files are filled, not drawn from nothing**: an office can open the skeleton in Word, change how
//!   its reports look, and give it back. The same report gives the same bytes.
//! - **Fields never rewrite what is being typed.** Input methods for Vietnamese work by Backspace and new
//!   text; whoever changes the text under them loses letters.
//! - **Fonts are bundled and cut down** to Latin, Vietnamese and the signs in use: digits of one width, so that
//!   columns line up, and every letter that the toolkit's own font lacks.
//! - **The window is drawn by wgpu** (DX12 or GL on Windows, Vulkan or GL elsewhere): Windows brings a software
//!   adapter for DX12, which carries PCs without a graphics card, remote desktops and virtual machines. What draws
//!   is a step of a ladder ([`app::platform::graphics`]) that a start goes down until something carries the window.
//!   A small file tells the next start what took this one with it ([`app::platform::runs`]); what is typed outlives
//!   what draws it.
//! - **Errors are told once, in Vietnamese**: what happened, what was not lost, what to do; the path last.
//!
//! # The way of opening a file
//!
//! Window and command line open a data file in one place ([`app::session::Session::open_for`]). One of an earlier schema is
//! copied as it is, the copy read in full as today's program reads it, and only then migrated, in one transaction
//! ([`store::OlderFile`]); a file that is only read is never migrated, but read through a copy that is. Where the
//! file asks for a password, nothing of it is told before it is given. What is typed is compared by the worker
//! ([`app::password`]): the store keeps the hash as it keeps any text, and asks nobody.
//!
//! With the feature `encryption` a file can be encrypted as a whole ([`store::Key`]). An open file is encrypted, given another
//! password or made plain again by a copy beside it that is read in full before it takes its place
//! ([`app::backup::recoding`]); its backups are encrypted as it is. Without the feature such a file is
//! recognised by that its first page looks like chance, and left alone.
//!
//! # The way of one keystroke
//!
//! Field → [`app::open_report::OpenReport::type_figure`] (the screen's report, recalculated at once) → after
//! 0,35 s without a key, or when the field is left, a [`app::message::Request::Save`] → worker → one
//! transaction (values and change log, `synchronous=FULL`) → [`app::message::Event::Saved`] → "Đã lưu".
//! A batch that fails goes back to wait and is tried again; the values stay on the screen.
//!
//! # The way of a backup
//!
//! While nobody asks for anything, the worker folds SQLite's log into the data file, so that a plain copy holds all
//! that was saved, and makes backups: a quarter of an hour after a change, before much is changed at once, on
//! closing. A backup is a copy of the file ([`store::Store::copy_to`]) that is then opened and read in full on
//! a thread of its own; only when it says what the file said does it get the name of a backup ([`app::safekeeping`]),
//! and only then are older ones thinned, by their numbers and never by the clock. Restoring puts the file that
//! is replaced aside, and never over anything.
//!
//! # The way of a crash
//!
//! A panic writes a report that says where and of what kind, and quotes nothing ([`app::platform::crash`]). On the
//! worker's thread the window goes on and keeps what is typed; on the window's own, what is typed is handed to the
//! worker, and what that cannot save is put into a file of its own. The next start tells of it once.
//!
//! The log names errors by their kind alone ([`report::names::variant_name`]): neither it nor what a help desk is
//! given ([`app::diagnostics`]) holds a figure, a text, a name or a path.
//!
//! # The way of a file that cannot be written
//!
//! One that another window has open, or whose place cannot be written, is shown with why, takes no key, and can be
//! exported from ([`app::summaries::FileAccess`]). Beside a window it is read as it was at one moment
//! ([`store::Store::open_beside`]): SQLite is not let near it, because its log is being folded into it meanwhile. What
//! is damaged is never opened to be written: what can be read of a copy of it goes into a new file
//! ([`store::Store::salvage`]), and the hash that was kept of each report tells what is whole.
//!
//! # The way of an answer
//!
//! Whatever writes to a report answers with what changed ([`store::Applied`]): the changes, what undo and redo
//! would do now, and the report's row of the list with its completeness, all out of the one transaction. The
//! screen applies them ([`app::open_report::OpenReport::apply`]); nothing is read anew because it might have changed.
//! What is kept of the office (its name, how its reports look and are checked) is undone with its reports, of what was
//! done in this run, in the order of the log ([`app::session::Session::step_names`]); Word documents of before are kept
//! for that.
//! The operation is logged by its kind ([`report::deed::Deed`]) with who did it, where and when; words are made
//! when the history is shown. Each operation carries the hash of the one before, each report a hash of what it
//! says.
//!
//! # The way of a row of the office's own
//!
//! A template declares tables as rows by columns ([`report::table`]) and spreads them into figures. The form of
//! a report is the template spread with the report's own rows as well
//! ([`report::content::Report::form`]): whatever reckons, checks, prints or draws asks the form, and meets an
//! own row like any other.
//!
//! # The way of an office's words
//!
//! A template names the kinds of offices and what follows from them for letterhead, place, symbol, recipients and the
//! names in sentences ([`report::office_words`]). Who an office is is asked when its first report in a form is started, in
//! the window and by command, as far as its name does not tell; what follows is written into that report as texts of
//! its own ([`calc::next_report::first_as`]), so that reports of before stay as they were signed. Texts that fit another
//! kind than the name tells are findings ([`calc::office_words`]). Another name of the office asks what else changes; the
//! step that changes it names both names, and undo takes the name back with the texts.
//!
//! # The way home
//!
//! Own data files that were open are listed at the start and in the menu ([`app::platform::recent`]); a file that began as
//! the sample is the sample wherever it lies ([`app::summaries::FileContent`]), says so on every screen, and is never what
//! the next start opens. Where the window stood and how wide its panes were is kept with the preferences.
//!
//! # The way of a click
//!
//! Drawing changes nothing but what is being typed. What a click asks for beyond that is put as an
//! [`ui::intent::Intent`] into one queue; the window takes the intents out when the frame is drawn, in the order
//! in which they came, in one place (`ui/window/drain.rs`). A place of the form to be led to is a [`ui::spot::Spot`],
//! a field is named by its id ([`ui::field_id`]): both stand below the widgets, so that no widget knows a screen.
//! Everything that can be done stands in the row of menus ([`ui::menus`]), which is made of the commands; the bar has
//! what is used every day. A menu or the bar takes the keyboard only for as long as it is used: then it goes back to
//! the field that had it (`ui/window/keeping.rs`).
//!
//! # The way of a key in a cell
//!
//! Tables and single figures are cells ([`ui::cells`]). Where they stand is pure data, made of the template
//! and of what the office reports ([`ui::cells::sheet`]); where keys lead from one is pure as well
//! ([`ui::cells::moves`]). A key that is meant for the selected cell is taken before any field sees it
//! ([`ui::cells::keys`]) and carried out by the window; everything else goes on to the field, which is the same
//! text field whether its cell is only selected or being typed in, so that an input method never notices. Edits of
//! several cells are one batch. Tab leads on through every field of every part, cells or not (`ui/window/text_keys.rs`).
//! Why a field asks for something ([`ui::cells::reasons`]) is made of the findings when the report changed, and shown
//! where the cursor is.
//!
//! # The way of a count
//!
//! What is still to be done is walked through in one place ([`calc::progress`]): figures, texts, and what came from the
//! period before and nobody has looked at ([`calc::carry`]). The list of parts, "Còn phải làm", exports and the
//! list of reports tell what that walk counted and nothing of their own. What is found depends on other reports too, and
//! is counted while nobody asks for anything ([`app::session::counting`]); lists tell it only beside the very content
//! that it was counted by.
//!
//! # The way of a deleted report
//!
//! Its row stays with a mark ([`store::Store::delete_report`]): no list has it, its period is free, and nothing of it is
//! lost, so that it comes back as it was at any time. That a report was made is the first step of its undo; taken back
//! it is deleted, and the window goes to the report that was on screen before.
//!
//! # The way of a text
//!
//! On the form it is shown with its references as chips ([`ui::widgets::live`]): what is typed is kept by
//! the names of the references, what is seen are their values ([`calc::prose`], [`calc::fragment`]).
//! [`calc::text`] reads prose: numbers, cited documents, house style, spelling. [`calc::check::TextFindings`]
//! makes findings of it and keeps what was read, so that a key reads one line again and a figure holds
//! only the clauses in which a number may mean it. Answers are edits: [`calc::check::bind`] puts a reference to
//! the figure in place of a number, [`calc::check::replace`] another word in place of a wrong one;
//! [`calc::check::bind_offers`] does so where a number equals a figure. Where the office's wording drifts
//! from the template's sentence, [`calc::wording`] knows which of them holds. Letters of the time before Unicode
//! (TCVN3, VNI) are recognised line by line ([`calc::text::encoding`]) and only ever offered in Unicode. Of words in
//! cells of tables only letters and spelling are read. Wording taken
//! from the period before ([`calc::carry`]) is held against what that period said. What an office does not ask,
//! and words of its own, are [`calc::check::Settings`], kept in the data file.
//!
//! # The way of several edits
//!
//! A pasted block ([`calc::block`], [`app::paste`]), numbers of the period before ([`calc::carry`]), an answer to a
//! finding are edits that belong together: [`app::state::State::step`] saves what was typed before, carries
//! them out and saves them under a name, so that one undo takes back just these. Going back to an earlier
//! state from the history is one more such step.
//!
//! # The way of a reference
//!
//! A text is stored with its references by key ([`report::sentence`]) and edited with each of them as
//! one character that stands for a chip ([`ui::widgets::live`]): keys, selections and undo cannot
//! break it. A chip shows what [`calc::prose`] prints; a changed figure changes chips, never the text
//! that is being typed. Findings are marked under their words and answered from a menu; a click on a
//! chip leads where the figure is entered.
//!
//! # The way of an export
//!
//! Report, template, look and the reports before → `calc` → [`document::build`] → blocks; blocks and the
//! office's Word skeleton → .docx; the same blocks as the pages that the preview draws ([`pages::flow`]) → .pdf, with
//! what each line is of ([`pages::flow::Passage`]) as its structure; report, template and the reports before → .xlsx.
//! The skeleton says how every kind of paragraph looks: its styles are read into a [`pages::sheet::Sheet`], from
//! which columns, rules and the preview take their measures. Bytes are made in memory and written whole or not at all
//! ([`export::file`]). A copied table is made as HTML and text on the same way ([`app::clip`]); the window puts it
//! on the clipboard. In which order an office copies a table into a web form ([`report::copy_order`]) is kept with its look.
//!
//! # The way of a print
//!
//! The pages that are wanted ([`app::printing`]) become a PDF in a folder that only the user can read, and that file
//! goes to the printer by the system's own programs ([`app::platform::printers`]: CUPS, or Windows' verb for printing),
//! waited for on a thread of its own. Without a printer, or where it does not take them, the system's viewer shows them.
//!
//! # The way of a form
//!
//! What an agency provides ([`calc::collect`]) goes out as a protected sheet ([`export::xlsx::collection_form`]) and
//! comes back through [`exchange::collection`], which trusts nothing: the package is unpacked once, part by
//! part up to its limits, and packed anew before a reader of workbooks sees it. A [`calc::collect::FormPlan`] tells
//! cell by cell what would change; its edits are one operation, asked for by the user.
//!
//! When a form went out, how, and when it came back is a field of the report ([`report::collecting`]): logged, undone and
//! carried by report files like every other. The program says of itself that it wrote a form or began a letter, never
//! that it sent one.
//!
//! What is due ([`app::due`]) is told above the list of reports: what is not finished, what nobody began, and forms that did
//! not come back. Of the sample nothing is ever due.
//!
//! # The way of a letter
//!
//! What the user chose is written into a folder; a [`app::letter::Letter`] names it and says what it is, in the words of
//! report and template; the mail program of the system is started with it ([`app::platform::mail`]) on a thread of its
//! own. Where files cannot be given to it, their folder is opened beside it.
//!
//! # The way of the preview
//!
//! A key raises [`app::open_report::OpenReport::revision`]; in the frame after it [`document::build`] → blocks →
//! [`pages::flow::lay_out`] → pages → the pane [`ui::preview`]. Paragraphs and pages that did not
//! change are kept. Every word on a page carries its [`document::Source`]: a click leads from it to
//! the field ([`ui::spot`]), and the field with the keyboard leads to its place.
//!
//! Of an office's own Word file only what makes its look is taken, by what leads to it from the document on, into a
//! package of its own; the rest does not get into the data file, and is told. The skeleton is read once, on the
//! worker's thread: headers and footers into a [`pages::header::HeadersAndFooters`], pictures into pixels
//! ([`app::platform::office_pictures`]), fonts from the files of the machine into [`pages::fonts::Fonts`]
//! ([`app::platform::office_fonts`]). Pages are measured and drawn with these fonts; one that the machine has not is
//! taken for Times New Roman, and the pane says so. No
//! Word file or workbook depends on the fonts of a machine; a PDF carries those with which its pages were measured.
//!
//! # Room left for what comes next
//!
//! The change log holds every field before and after, so undo, history and audit read from one
//! place. Typed columns of `figure_value` let consolidation sum in SQL. Offices form a tree
//! ([`store::ListedOffice`]), in the window and by command, along which reports can be summed. A report can be sent, returned
//! and accepted ([`report::header::ReportStatus`]): the store keeps that, no command makes it yet.

pub mod app;
pub mod calc;
pub mod cli;
pub mod disk;
pub mod document;
pub mod exchange;
pub mod export;
pub mod pages;
pub mod report;
pub mod store;
pub mod ui;
