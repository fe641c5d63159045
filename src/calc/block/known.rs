//! What is known of a table or a list of figures before a sheet is put into it: what its rows and columns are called,
//! and which field stands where they meet.

use super::names::{Dictionary, NameReader, NameWords};
use super::targets::Slot;
use crate::report::content::Report;
use crate::report::key::ItemKey;
use crate::report::template::{
    Column, ColumnKind, FigureGroup, ItemBody, Table, TableRow, Template,
};

/// What the numbers of a list of figures stand under.
const VALUE_HEADINGS: [&str; 13] = [
    "Số liệu",
    "Giá trị",
    "Kết quả",
    "Số lượng",
    "Kết quả thực hiện",
    "Thực hiện",
    "Số liệu báo cáo",
    "Số liệu trong kỳ",
    "Trong kỳ",
    "Trong tháng",
    "Kỳ này",
    "Tháng này",
    "Tổng số",
];
/// What the names of rows, their numbers and their units stand under: columns that say nothing more.
const SILENT_HEADINGS: [&str; 10] = [
    "STT",
    "TT",
    "Số TT",
    "Số thứ tự",
    "No",
    "Đơn vị tính",
    "ĐVT",
    "Đơn vị",
    "Mã chỉ tiêu",
    "Phần",
];
/// What a line of totals is called besides its own name.
const TOTALS: [&str; 6] = ["Tổng", "Tổng cộng", "Tổng số", "Cộng", "Tất cả", "Tổng toàn bảng"];

/// A row of the form.
pub(super) struct KnownRow {
    /// Whether the office reports it.
    pub(super) is_on: bool,
    /// Its fields, by column.
    pub(super) slots: Vec<Slot>,
}

/// A column of the form.
pub(super) struct KnownColumn {
    /// Its heading on screen.
    pub(super) label: String,
    /// Every word of its headings.
    pub(super) words: NameWords,
    /// Words that say nothing beside its numbers.
    pub(super) unit: NameWords,
    /// Whether numbers are typed in it.
    pub(super) is_typed: bool,
    /// Whether its numbers are percentages.
    pub(super) is_percent: bool,
}

/// A table or a list of figures.
pub(super) struct Known {
    pub(super) names: NameReader,
    pub(super) rows: Vec<KnownRow>,
    pub(super) columns: Vec<KnownColumn>,
    pub(super) row_names: Dictionary,
    pub(super) column_names: Dictionary,
    /// The totals of the columns.
    pub(super) totals: Vec<Slot>,
    total_names: Vec<NameWords>,
    silent: Vec<NameWords>,
    /// Whether it is a list of figures: one column of numbers, which may be called after the period.
    pub(super) is_list: bool,
}

impl Known {
    /// What is known of an item; none of one that holds neither a table nor figures.
    pub(super) fn of(item: &ItemKey, report: &Report, template: &Template) -> Option<Self> {
        let (_, item) = template.items().find(|(_, other)| other.key == *item)?;
        let names = NameReader::new();
        let silent = SILENT_HEADINGS.iter().map(|heading| names.read(heading)).collect();
        let total_names = TOTALS.iter().map(|total| names.read(total)).collect();
        let mut known = Self {
            names,
            rows: Vec::new(),
            columns: Vec::new(),
            row_names: Dictionary::default(),
            column_names: Dictionary::default(),
            totals: Vec::new(),
            total_names,
            silent,
            is_list: false,
        };
        match &item.body {
            ItemBody::Table(table) => known.table(table, report, template),
            ItemBody::Figures(group) => known.group(group, template),
            ItemBody::Narrative(_) | ItemBody::Documents(_) => return None,
        }
        Some(known)
    }

    /// Whether a name is that of a line of totals.
    pub(super) fn is_total(&self, name: &NameWords) -> bool {
        !self.totals.is_empty() && self.total_names.contains(name)
    }

    /// Whether a column says nothing that is not known.
    pub(super) fn is_silent(&self, heading: &NameWords) -> bool {
        self.silent.contains(heading)
    }

    fn table(&mut self, table: &Table, report: &Report, template: &Template) {
        let columns: Vec<&Column> =
            table.columns.iter().filter(|column| has_cells(column)).collect();
        for column in table.columns.iter().filter(|column| !has_cells(column)) {
            self.silent.extend([&column.label, &column.short].map(|name| self.names.read(name)));
        }
        for row in &table.rows {
            let at = self.rows.len();
            let mut names = vec![row.label.clone()];
            names.extend(row.printed_label.clone());
            names.extend(columns.iter().find_map(|column| short_name(row, column, template)));
            for name in &names {
                self.row_names.add(self.names.read(name), at);
            }
            self.rows.push(KnownRow {
                is_on: report.is_on(row),
                slots: columns.iter().map(|column| slot(row, column)).collect(),
            });
        }
        for column in &columns {
            let total = table.total.get(&column.key);
            self.totals.push(total.map_or(Slot::Fixed, |key| Slot::Figure(key.clone())));
            self.column(column);
        }
        self.total_names.push(self.names.read(&table.total_label));
    }

    fn column(&mut self, column: &Column) {
        let at = self.columns.len();
        let figure = column.figure();
        let mut names = vec![column.label.clone(), column.short.clone()];
        names.extend(figure.map(|figure| figure.name.clone()));
        let group = column.group.clone().unwrap_or_default();
        let unit = self.names.unit(figure.map_or("", |figure| &figure.unit));
        for name in names.iter().flat_map(|name| [name.clone(), format!("{group} {name}")]) {
            let name = self.names.read(&name);
            self.column_names.add(name.without(&unit), at);
            self.column_names.add(name, at);
        }
        self.columns.push(KnownColumn {
            label: column.short.clone(),
            words: self.names.read(&format!("{} {group}", names.join(" "))),
            unit,
            is_typed: figure.is_none_or(|figure| {
                !matches!(figure.kind, crate::report::template::FigureKind::Computed(_))
            }),
            is_percent: figure.is_some_and(|figure| figure.unit == "%"),
        });
    }

    fn group(&mut self, group: &FigureGroup, template: &Template) {
        self.is_list = true;
        for key in group.rows.iter().flat_map(|row| row.figures()) {
            let Some(figure) = template.figure(key) else { continue };
            let slot = Slot::Figure(key.clone());
            let is_new = !self.rows.iter().any(|row| row.slots.first() == Some(&slot));
            if is_new {
                self.row_names.add(self.names.read(&figure.label), self.rows.len());
                self.rows.push(KnownRow { is_on: true, slots: vec![slot] });
            }
        }
        for heading in VALUE_HEADINGS {
            self.column_names.add(self.names.read(heading), 0);
        }
        self.columns.push(KnownColumn {
            label: "Số liệu".to_owned(),
            words: self.names.read(&VALUE_HEADINGS.join(" ")),
            unit: NameWords::default(),
            is_typed: true,
            // Each row has a unit of its own.
            is_percent: true,
        });
    }
}

/// Whether a column has fields in its cells.
fn has_cells(column: &Column) -> bool {
    matches!(column.kind, ColumnKind::Figure(_) | ColumnKind::Words(_))
}

fn slot(row: &TableRow, column: &Column) -> Slot {
    let figure = row.cells.get(&column.key).map(|key| Slot::Figure(key.clone()));
    let words = row.words.get(&column.key).map(|key| Slot::Text(key.clone()));
    figure.or(words).unwrap_or(Slot::Fixed)
}

/// The shorter name of a row: the first half of the labels of its figures.
fn short_name(row: &TableRow, column: &Column, template: &Template) -> Option<String> {
    let figure = template.figure(row.cells.get(&column.key)?)?;
    let name = figure.label.strip_suffix(column.figure()?.name.as_str())?;
    Some(name.trim_end().trim_end_matches('–').trim_end().to_owned())
}
