//! Proves that a template holds together: unique keys and labels, references that lead somewhere,
//! formulas without circles. Finds every fault, not only the first.

use std::collections::HashSet;
use std::hash::Hash;

use super::{
    Column, ColumnWords, FigureKind, FigureRow, Formula, Item, ItemBody, OpenRows, Span,
    TableParts, Template, WordsKind,
};
use crate::report::check;
use crate::report::fault::{FaultPath, FaultReason, FaultStep, TemplateFault, TemplatePart};
use crate::report::key::{ColumnKey, FigureKey, KEY_LENGTH_MAX, OWN_ROW_ID_LENGTH_MAX, TextKey};
use crate::report::office_words::OfficeWords;
use crate::report::sentence;

/// Every fault of a template.
pub(super) fn faults(template: &Template) -> Vec<TemplateFault> {
    let mut check = Check { template, faults: Vec::new() };
    check.unique_keys();
    check.figures();
    check.circles();
    check.sections();
    check.reachable();
    check.sentences();
    check.offices();
    check.faults
}

struct Check<'a> {
    template: &'a Template,
    faults: Vec<TemplateFault>,
}

impl Check<'_> {
    fn fault(&mut self, path: impl Into<FaultPath>, reason: FaultReason) {
        let path = path.into();
        self.faults.push(TemplateFault { path, reason });
    }

    fn unique<K: Hash + Eq + ToString>(
        &mut self,
        path: impl Into<FaultPath>,
        keys: impl IntoIterator<Item = K>,
    ) {
        let path = path.into();
        let mut seen = HashSet::new();
        for key in keys {
            let text = key.to_string();
            if !seen.insert(key) {
                self.fault(path.clone(), FaultReason::DuplicateKey(text));
            }
        }
    }

    fn unique_keys(&mut self) {
        let parts = self.template.parts();
        if parts.name.trim().is_empty() {
            self.fault(TemplatePart::Name, FaultReason::Empty);
        }
        if parts.schedule.is_reversed(parts.period) {
            self.fault(TemplatePart::ScheduleTo, FaultReason::Reversed);
        }
        self.unique(TemplatePart::Agencies, parts.agencies.iter().map(|a| a.key.clone()));
        self.unique(TemplatePart::Figures, self.template.figures().iter().map(|f| f.key.clone()));
        self.unique(TemplatePart::Sections, parts.sections.iter().map(|s| s.key.clone()));
        let template = self.template;
        let items = || template.items().map(|(_, item)| item);
        let item_keys: Vec<_> = items().map(|item| item.key.clone()).collect();
        let row_keys: Vec<_> =
            self.template.tables().flat_map(|t| &t.rows).map(|r| r.key.clone()).collect();
        let names = parts.names.iter().map(|name| &name.key);
        let texts: Vec<_> = names.chain(items().flat_map(Item::texts)).cloned().collect();
        let builtin = check::Builtin::ALL.iter().map(|check| check.name().to_owned());
        let checks = parts.checks.iter().map(|check| check.key.to_string());
        self.unique(TemplatePart::Checks, builtin.chain(checks).collect::<Vec<_>>());
        self.unique(TemplatePart::Items, item_keys);
        self.unique(TemplatePart::Rows, row_keys);
        self.unique(TemplatePart::Texts, texts);
    }

    /// Starting texts of offices are texts of the template, and can be read once they are filled in.
    fn offices(&mut self) {
        let words = &self.template.parts().offices;
        self.unique(TemplatePart::Offices, words.kinds.iter().map(|kind| kind.key.clone()));
        if words.kinds.iter().any(|kind| kind.label.trim().is_empty()) {
            self.fault(TemplatePart::Offices, FaultReason::Empty);
        }
        let of_kinds = words.kinds.iter().flat_map(|kind| &kind.texts);
        for (key, text) in words.texts.iter().chain(of_kinds) {
            if self.template.default_text(key).is_none() {
                self.fault(TemplatePart::Offices, FaultReason::UnknownText(key.to_string()));
            }
            let read = sentence::parse(&OfficeWords::sentence_of(text), self.template);
            if let Err(reason) = read {
                self.fault(TemplatePart::Offices, FaultReason::Sentence(reason));
            }
        }
    }

    fn figures(&mut self) {
        let template = self.template;
        let mut labels = HashSet::new();
        for figure in template.figures() {
            if !labels.insert(figure.label.as_str()) {
                let reason = FaultReason::DuplicateLabel(figure.label.clone());
                self.fault(figure_step(&figure.key), reason);
            }
        }
        for figure in &template.parts().figures {
            let path = FaultPath::of(figure_step(&figure.key));
            if figure.label.trim().is_empty() {
                self.fault(path.clone(), FaultReason::Empty);
            }
            self.decimals(&path, figure.decimals);
            self.days(&path, figure.span);
            if let Some(agency) = &figure.provider
                && template.agency(agency).is_none()
            {
                self.fault(path.clone(), FaultReason::UnknownAgency(agency.to_string()));
            }
            if let FigureKind::Computed(formula) = &figure.kind {
                if formula.inputs().is_empty() {
                    self.fault(path.clone(), FaultReason::Empty);
                }
                for input in formula.inputs() {
                    self.known(&path, input);
                }
            }
        }
    }

    fn decimals(&mut self, path: &FaultPath, decimals: u32) {
        if decimals > 6 {
            self.fault(path.clone(), FaultReason::Decimals(decimals));
        }
    }

    fn days(&mut self, path: &FaultPath, span: Span) {
        if let Span::Window(window) = span
            && window.is_reversed(self.template.period())
        {
            self.fault(path.clone(), FaultReason::Reversed);
        }
    }

    fn known(&mut self, path: &FaultPath, key: &FigureKey) {
        if self.template.figure(key).is_none() {
            self.fault(path.clone(), FaultReason::UnknownFigure(key.to_string()));
        }
    }

    fn circles(&mut self) {
        let ordered: HashSet<&FigureKey> =
            self.template.computed_in_order().map(|f| &f.key).collect();
        let figures = self.template.figures().iter();
        let circular = figures.filter(|f| !f.is_typed() && !ordered.contains(&f.key));
        let circular: Vec<FigureKey> = circular.map(|f| f.key.clone()).collect();
        for key in circular {
            self.fault(figure_step(&key), FaultReason::Circle(key.to_string()));
        }
    }

    fn sections(&mut self) {
        let template = self.template;
        for section in &template.parts().sections {
            let path = FaultPath::of(FaultStep::Section(section.key.to_string()));
            if !(1..=5).contains(&section.level) {
                self.fault(path.clone(), FaultReason::Level(section.level));
            }
            if section.label.trim().is_empty() {
                self.fault(path.clone(), FaultReason::Empty);
            }
            for item in &section.items {
                self.item(&path.then(FaultStep::Item(item.key.to_string())), item);
            }
        }
    }

    fn item(&mut self, path: &FaultPath, item: &Item<TableParts>) {
        if item.label.trim().is_empty() {
            self.fault(path.clone(), FaultReason::Empty);
        }
        match &item.body {
            ItemBody::Narrative(narrative) => {
                self.kept_as(path, &narrative.text, item.key.as_str());
            }
            ItemBody::Documents(list) => {
                self.kept_as(path, &list.intro, &format!("{}.intro", item.key));
            }
            ItemBody::Table(table) => {
                self.table(path, table);
                self.room_for_rows(path, item.key.as_str(), table);
            }
            ItemBody::Figures(group) => {
                for row in &group.rows {
                    self.figure_row(path, row);
                }
            }
        }
    }

    /// A file does not name the texts of narratives and introductions: their items do.
    fn kept_as(&mut self, path: &FaultPath, text: &TextKey, key: &str) {
        if text.as_str() != key {
            self.fault(path.clone(), FaultReason::TextKey(text.to_string()));
        }
    }

    fn figure_row(&mut self, path: &FaultPath, row: &FigureRow) {
        for key in row.figures() {
            self.known(path, key);
        }
        if let FigureRow::Ratio { part, whole, rate } = row {
            let formula = Formula::Rate { part: part.clone(), whole: whole.clone() };
            let kind = self.template.figure(rate).map(|figure| &figure.kind);
            if kind.is_some_and(|kind| *kind != FigureKind::Computed(formula)) {
                self.fault(path.clone(), FaultReason::WrongKind(rate.to_string()));
            }
        }
    }

    fn table(&mut self, path: &FaultPath, table: &TableParts) {
        let template = self.template;
        let is_open = table.open_rows == OpenRows::Yes;
        if table.columns.is_empty() || (table.rows.is_empty() && !is_open) {
            self.fault(path.clone(), FaultReason::Empty);
        }
        self.unique(path.clone(), table.columns.iter().map(|column| column.key.clone()));
        for column in &table.columns {
            self.column(&path.then(FaultStep::Column(column.key.to_string())), column, table);
        }
        for row in &table.rows {
            let agency = row.provider.as_ref().filter(|key| template.agency(key).is_none());
            if let Some(agency) = agency {
                let path = path.then(FaultStep::Row(row.id.to_string()));
                self.fault(path, FaultReason::UnknownAgency(agency.to_string()));
            }
        }
    }

    /// The keys of an open table leave room for those of rows that an office adds.
    fn room_for_rows(&mut self, path: &FaultPath, item: &str, table: &TableParts) {
        let columns = table.columns.iter().map(|column| column.key.as_str());
        let longest = columns.max_by_key(|key| key.len()).unwrap_or_default();
        let length = item.len() + longest.len() + OWN_ROW_ID_LENGTH_MAX + 2;
        if table.open_rows == OpenRows::Yes && length > KEY_LENGTH_MAX {
            self.fault(path.clone(), FaultReason::Key(format!("{item}.….{longest}")));
        }
    }

    /// Tells what is wrong in a column once, instead of once for each row of it.
    fn column(&mut self, path: &FaultPath, column: &Column, table: &TableParts) {
        if let Some(ColumnWords { kind: WordsKind::Choice(choices), .. }) = column.words()
            && choices.iter().all(|choice| choice.trim().is_empty())
        {
            self.fault(path.clone(), FaultReason::Empty);
        }
        let Some(figure) = column.figure() else {
            return;
        };
        self.decimals(path, figure.decimals);
        self.days(path, figure.span);
        let FigureKind::Computed(formula) = &figure.kind else {
            return;
        };
        let inputs = formula.inputs();
        if inputs.is_empty() {
            self.fault(path.clone(), FaultReason::Empty);
        }
        let kind = |key: &ColumnKey| {
            let figures = table.columns.iter().filter(|column| column.key == *key);
            figures.filter_map(Column::figure).map(|figure| &figure.kind).next()
        };
        // Typed percentages are not added up: a rate of them would have no total to rest on.
        let is_lost = |kind: &FigureKind<ColumnKey>| {
            let is_rate = matches!(formula, Formula::Rate { .. });
            is_rate && table.total.is_some() && *kind == FigureKind::Percent
        };
        for input in inputs {
            match kind(input) {
                None => {
                    self.fault(path.clone(), FaultReason::UnknownColumn(input.to_string()));
                }
                Some(kind) if is_lost(kind) => {
                    self.fault(path.clone(), FaultReason::WrongKind(input.to_string()));
                }
                Some(_) => {}
            }
        }
    }

    fn reachable(&mut self) {
        let template = self.template;
        let mut shown: HashSet<&FigureKey> = HashSet::new();
        for (_, item) in template.items() {
            match &item.body {
                ItemBody::Figures(group) => {
                    shown.extend(group.rows.iter().flat_map(FigureRow::figures));
                }
                ItemBody::Table(table) => {
                    shown.extend(table.rows.iter().flat_map(|row| row.cells.values()));
                }
                ItemBody::Narrative(_) | ItemBody::Documents(_) => {}
            }
        }
        for figure in template.figures() {
            if figure.is_typed() && !shown.contains(&figure.key) {
                let key = figure.key.to_string();
                self.fault(FaultStep::Figure(key.clone()), FaultReason::Unreachable(key));
            }
        }
    }

    fn sentences(&mut self) {
        let template = self.template;
        let mut texts: Vec<_> = template.texts().collect();
        texts.sort();
        for (key, text) in texts {
            if let Err(err) = sentence::parse(text, template) {
                self.fault(FaultStep::Text(key.to_string()), FaultReason::Sentence(err));
            }
        }
        for section in template.sections() {
            if let Some(heading) = &section.heading
                && let Err(err) = sentence::parse(heading, template)
            {
                let step = FaultStep::Section(section.key.to_string());
                self.fault(step, FaultReason::Sentence(err));
            }
        }
    }
}

fn figure_step(key: &FigureKey) -> FaultStep {
    FaultStep::Figure(key.to_string())
}
