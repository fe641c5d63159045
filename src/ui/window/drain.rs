//! Carries out what the user wants: the one place where an intent gets its effect.

use egui::{Context, Id};

use super::{Outside, Window};
use crate::app::command::Command;
use crate::app::message::KeepRequest;
use crate::app::open_report::{Deed, OpenReport, Typing};
use crate::app::platform::preferences::Pane;
use crate::app::state::answers::Instead;
use crate::app::state::carry::Wish;
use crate::app::state::{Effect, Question};
use crate::calc::check::Settings;
use crate::document::Source;
use crate::report::change::Edit;
use crate::report::field::{Field, FieldValue};
use crate::report::key::{FigureKey, ItemKey, TextKey};
use crate::ui::cells::Land;
use crate::ui::checks::FindingStep;
use crate::ui::intent::{FileIntent, FormIntent, Intent, TableWish};
use crate::ui::page_list;
use crate::ui::spot;
use crate::ui::widgets::live::Reworded;

impl<O: Outside> Window<O> {
    /// Takes out the intents of this frame, in the order in which they came.
    pub(super) fn drain(&mut self, ctx: &Context) {
        for intent in std::mem::take(&mut self.intents) {
            ctx.request_repaint();
            let effects = self.act(ctx, intent);
            self.carry_out(ctx, effects);
        }
    }

    /// Carries an intent out; what the outside has to do for it is given back.
    fn act(&mut self, ctx: &Context, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Run(command) => self.run(ctx, command),
            Intent::OpenInSystem(path) => return vec![Effect::OpenInSystem(path)],

            Intent::CloseProblem => self.state.close_problem(),
            Intent::SaveDiagnostics => return self.state.choose_diagnostics(),
            Intent::CloseNotice => self.state.notice = None,
            Intent::SendWritten => return self.state.send_written(),
            Intent::SendReport(formats) => return self.state.choose_to_send(formats),
            Intent::CopyPaths => self.state.copy_paths(|words| self.outside.copy_words(words)),
            Intent::Rescue => return self.state.choose_rescue(),
            Intent::MoveData => return self.state.choose_new_place(),
            Intent::OfFile(wish) => return self.act_on_file(wish),
            Intent::Confirm => return self.confirm(),
            Intent::LookFirst(instead) => return self.look_first(ctx, instead),
            Intent::Cancel => self.state.question = None,
            Intent::CloseFront => self.close_front(),

            Intent::CreateFile(wanted) => return self.state.create_file(wanted),
            Intent::OpenFile(path) => return self.state.open_file(path),
            Intent::ForgetFile(path) => return self.state.forget_file(&path),
            Intent::CreateSample(path) => return self.state.create_sample(path),
            Intent::BackToFile => self.state.back_to_file(),
            Intent::Unlock(password) => return self.state.unlock(password),
            Intent::ShowReport(id) => return self.state.show_report(id),
            Intent::DeleteReport(id) => return self.state.wish_delete(id),
            Intent::BringBack(id) => return self.state.bring_back(id),
            Intent::CloseDeleted => self.state.deleted = None,
            Intent::StartReport(next) => {
                self.drafts.forget();
                return self.state.start_report(next);
            }

            Intent::OpenPage(page) => {
                self.open_page(ctx, page);
                self.forms.cells.land(Land::Last);
            }
            Intent::GoTo(spot) => self.go_to(ctx, spot),
            Intent::GoToSource(source) => self.go_to_source(ctx, &source),
            Intent::TypeIn(field) => self.drafts.next = Some(field),
            Intent::EditSentence(text) => self.edit_sentence(text),
            Intent::FoldPane => self.run(ctx, self.pane_command()),

            Intent::Step(edits, deed) => return self.step(edits, deed),
            Intent::Reword { field, edit, deed } => return self.reword(ctx, field, edit, deed),
            Intent::Carry(figures, wish) => return self.carry(&figures, wish),
            Intent::Restore(after) => {
                self.drafts.forget();
                return self.state.restore(after);
            }
            Intent::NameOffice(name, typing) => self.name_office(ctx, name, typing),
            Intent::PlaceOffice(wish) => return self.state.place_office(wish),
            Intent::Print(print) => return self.state.print(print),
            Intent::Keep(request) => return self.state.ask_keeper(request),
            Intent::ShowBackupsIn(folder) => return self.state.show_backups_in(folder),
            Intent::ForgetSecondPlace => return self.state.forget_second_place(),
            Intent::RestoreBackup(backup) => return self.state.wish_restore(backup),
            Intent::RestoreOffered(backup) => self.state.wish_offered(&backup),
            Intent::ChooseFolder(purpose) => return self.state.choose_folder(purpose),
            Intent::OnText(wish) => self.wish_of_text(ctx, wish),
            Intent::OnCell(cell, wish) => self.on_cell(ctx, cell, wish),
            Intent::Table(item, wish) => return self.act_on_table(item, wish),

            Intent::Comment(figure) => self.comment(ctx, figure),
            Intent::Explain(finding) => self.explain(ctx, finding),
            Intent::Learn(word) => return self.learn(&word),
            Intent::ChangeChecks(settings) => return self.state.change_checks(*settings),
            Intent::ChangeLook(look) => return self.state.change_look(*look),

            Intent::PlanBlock(options) => self.plan_block_again(options),
            Intent::FillInBlock => self.fill_in_block(ctx),
            Intent::DiscardBlock => self.discard_block(),
            Intent::Form(wish) => return self.act_on_forms(wish),
        }
        Vec::new()
    }

    fn act_on_table(&mut self, item: ItemKey, wish: TableWish) -> Vec<Effect> {
        let is_kept = |open: &OpenReport| open.look().look.copies.contains_key(&item);
        match wish {
            TableWish::Copy => self.state.copy_table(&item, |table| self.outside.copy(table)),
            TableWish::CopyInOrder if self.state.open.as_ref().is_some_and(is_kept) => {
                self.state.copy_in_order(&item, |table| self.outside.copy(table));
            }
            TableWish::CopyInOrder | TableWish::ChooseOrder => self.choose_order(&item),
            TableWish::KeepOrder(order) => return self.state.keep_order(item, order),
        }
        Vec::new()
    }

    fn act_on_forms(&mut self, wish: FormIntent) -> Vec<Effect> {
        self.drafts.commit();
        match wish {
            FormIntent::Export(agency, way) => return self.state.choose_form(&agency, way),
            FormIntent::Note(agency, known) => return self.state.note_form(&agency, known),
            FormIntent::Remind(agencies) => {
                self.state.copy_reminder(&agencies, |words| self.outside.copy_words(words));
            }
            FormIntent::ExportAll => return self.state.choose_forms_folder(),
            FormIntent::Take => return self.state.take_form(),
            FormIntent::Toggle(address) => self.state.toggle_form_line(&address),
            FormIntent::Close => self.state.close_forms(),
        }
        Vec::new()
    }

    fn act_on_file(&mut self, wish: FileIntent) -> Vec<Effect> {
        match wish {
            FileIntent::Look(path) => self.state.ask_keeper(KeepRequest::Look(path)),
            FileIntent::Salvage(data) => self.state.choose_salvage(data),
            FileIntent::CloseSalvaged => {
                self.state.salvaged = None;
                Vec::new()
            }
            FileIntent::TryWriting => {
                self.drafts.forget();
                self.state.try_writing()
            }
        }
    }

    fn confirm(&mut self) -> Vec<Effect> {
        if matches!(self.state.question, Some(Question::RestoreBackup { .. })) {
            // The list of backups is about the file that is left.
            self.close_front();
        }
        self.state.confirm()
    }

    /// Leads to what a question is about, and does nothing else of what was asked.
    fn look_first(&mut self, ctx: &Context, instead: Instead) -> Vec<Effect> {
        if instead == Instead::KnownFile {
            return self.state.open_known();
        }
        self.state.question = None;
        let missing = self.state.open.as_ref().and_then(|open| {
            let first = open.progress().missing.first().filter(|_| instead == Instead::Missing)?;
            page_list::place(&first.what, open, self.forms.ids)
        });
        match missing {
            Some(spot) => {
                self.go_to(ctx, spot);
                Vec::new()
            }
            None => {
                self.step_to_finding(ctx, FindingStep::FirstError);
                self.state.show_pane(Pane::Checks)
            }
        }
    }

    fn comment(&mut self, ctx: &Context, figure: FigureKey) {
        self.forms.cells.show_figure(figure);
        self.write_comment(ctx);
    }

    fn go_to_source(&mut self, ctx: &Context, source: &Source) {
        let open = self.state.open.as_ref();
        if let Some(spot) = open.and_then(|m| spot::of(source, m, self.forms.ids)) {
            self.go_to(ctx, spot);
        }
    }

    fn name_office(&mut self, ctx: &Context, name: String, typing: Typing) {
        self.office_name = Some(name);
        if typing == Typing::Finished {
            self.rename_office(ctx);
        }
    }

    fn edit_sentence(&mut self, text: TextKey) {
        self.drafts.forget();
        self.drafts.next = Some(self.forms.ids.sentence(&text));
        self.forms.edited_sentence = Some(text);
    }

    fn step(&mut self, edits: Vec<Edit>, deed: Deed) -> Vec<Effect> {
        self.drafts.forget();
        self.state.step(edits, deed)
    }

    fn reword(&mut self, ctx: &Context, field: Id, edit: Edit, deed: Deed) -> Vec<Effect> {
        if let (Field::Text(text), Some(open)) = (edit.field(), &self.state.open) {
            let template = open.template();
            let before = open.report().text(template, text);
            let after = edit.value().and_then(FieldValue::as_text).map(String::as_str);
            let after = after.or_else(|| template.default_text(text)).unwrap_or("");
            self.forms.live.answered(ctx, field, Reworded { before, after }, open);
            self.drafts.next = Some(field);
        }
        self.step(vec![edit], deed)
    }

    fn carry(&mut self, figures: &[FigureKey], wish: Wish) -> Vec<Effect> {
        let edits = self.state.open.as_ref().map(|open| open.carry(figures, wish));
        edits.map_or_else(Vec::new, |edits| self.step(edits, wish.deed()))
    }

    fn learn(&mut self, word: &str) -> Vec<Effect> {
        let Some(open) = &self.state.open else {
            return Vec::new();
        };
        let mut settings = Settings::clone(open.checks());
        settings.learn(word);
        self.state.change_checks(settings)
    }

    /// Opens the field for the reason, in the pane of findings.
    fn explain(&mut self, ctx: &Context, finding: String) {
        self.drafts.forget();
        self.drafts.next = Some(self.forms.ids.explanation(&finding));
        self.checks.explain(finding);
        if self.state.preferences.pane != Pane::Checks {
            self.run(ctx, Command::ToggleChecks);
        }
    }
}
