//! Spreads the checks of a template into relations between figures, and finds what is wrong in them.

use std::collections::HashSet;

use super::{Column, Figure, FigureKind, Formula, ItemBody, Need, OpenRows, Span, Table, Template};
use crate::report::check::{Aim, Check, Pick, Relation, Rule, Share, SpanKind};
use crate::report::fault::FaultReason;
use crate::report::key::{ColumnKey, FigureKey, ItemKey};

/// A relation with the figure that tells it from the others of its check.
pub(super) type Subject = (FigureKey, Relation);

/// The relations of a check, and every fault of it. With faults the relations may be incomplete.
pub(super) fn relations(template: &Template, check: &Check) -> (Vec<Subject>, Vec<FaultReason>) {
    let mut spreader = Spreader { template, faults: Vec::new() };
    let relations = spreader.rule(&check.rule);
    if relations.is_empty() && spreader.faults.is_empty() && !may_grow(template, &check.rule) {
        spreader.faults.push(FaultReason::Empty);
    }
    (relations, spreader.faults)
}

/// Whether rows that an office adds may give a rule figures that it does not have in the template alone.
fn may_grow(template: &Template, rule: &Rule) -> bool {
    let mut tables = template.items().filter_map(|(_, item)| match &item.body {
        ItemBody::Table(table) if table.open_rows == OpenRows::Yes => Some((&item.key, table)),
        _ => None,
    });
    tables.any(|(key, table)| {
        let figures = || table.columns.iter().filter_map(Column::figure);
        rule.picks().into_iter().any(|pick| match pick {
            Pick::Figure(_) => false,
            Pick::Column { table, .. } => table == key,
            Pick::Span(kind) => figures().any(|figure| span_kind(figure.span) == *kind),
            Pick::Required => figures().any(|figure| figure.need == Need::Required),
        })
    })
}

struct Spreader<'a> {
    template: &'a Template,
    faults: Vec<FaultReason>,
}

impl<'a> Spreader<'a> {
    fn rule(&mut self, rule: &Rule) -> Vec<Subject> {
        match rule {
            Rule::Equal(..)
            | Rule::AtMost { .. }
            | Rule::Sum { .. }
            | Rule::Balance { .. }
            | Rule::Cumulative { .. } => self.row_by_row(rule),
            Rule::Between { least, most, .. } => {
                let is_empty = least.is_none() && most.is_none();
                if is_empty || least.zip(*most).is_some_and(|(least, most)| least > most) {
                    self.faults.push(FaultReason::Bounds);
                }
                self.figure_by_figure(rule)
            }
            Rule::Change { percent: 0, .. } => {
                self.faults.push(FaultReason::Bounds);
                Vec::new()
            }
            Rule::Shares(_) | Rule::MayNotFall(_) | Rule::Change { .. } | Rule::Slip(_) => {
                self.figure_by_figure(rule)
            }
            Rule::Target { result, target, better } => {
                let target_figure = match target {
                    Aim::Figure(key) => Some(key),
                    Aim::Number(_) => None,
                };
                for key in std::iter::once(result).chain(target_figure) {
                    self.figure(key);
                }
                let (result, target) = (result.clone(), target.clone());
                vec![(result.clone(), Relation::Target { result, target, better: *better })]
            }
            Rule::Filled(picks) => {
                let figures = self.figures(picks);
                self.demand(&figures, Figure::is_typed);
                first_of(figures, Relation::Filled)
            }
            Rule::OneRounding(picks) => {
                let rates = self.figures(picks);
                self.demand(&rates, |figure| rate_of(figure).is_some());
                first_of(rates, Relation::OneRounding)
            }
            Rule::SharedWhole(shares) => {
                for Share { count, percent } in shares {
                    self.demand(std::slice::from_ref(count), |figure| !figure.is_percent());
                    self.demand(std::slice::from_ref(percent), Figure::is_percent);
                }
                let first = shares.first().map(|share| share.count.clone());
                first
                    .map(|first| (first, Relation::SharedWhole(shares.clone())))
                    .into_iter()
                    .collect()
            }
        }
    }

    /// Rules with several operands.
    fn row_by_row(&mut self, rule: &Rule) -> Vec<Subject> {
        match rule {
            Rule::Sum { parts, whole: Pick::Figure(whole) } => {
                let parts = self.figures(parts);
                self.figure(whole);
                if parts.contains(whole) {
                    self.faults.push(FaultReason::DuplicateKey(whole.to_string()));
                }
                if parts.is_empty() {
                    return Vec::new();
                }
                vec![(whole.clone(), Relation::Sum { parts, whole: whole.clone() })]
            }
            Rule::Sum { parts, whole } => {
                let operands = std::iter::once(whole).chain(parts).collect();
                self.lines(operands, |line| {
                    let (whole, parts) = line.split_first()?;
                    Some(Relation::Sum { parts: parts.to_vec(), whole: whole.clone() })
                })
            }
            Rule::Equal(one, other) => self.lines(vec![one, other], |line| match line {
                [one, other] => Some(Relation::Equal([one.clone(), other.clone()])),
                _ => None,
            }),
            Rule::AtMost { part, whole } => self.lines(vec![part, whole], |line| match line {
                [part, whole] => {
                    Some(Relation::AtMost { part: part.clone(), whole: whole.clone() })
                }
                _ => None,
            }),
            Rule::Balance { received, done, pending } => {
                self.lines(vec![received, done, pending], |line| match line {
                    [received, done, pending] => Some(Relation::Balance {
                        received: received.clone(),
                        done: done.clone(),
                        pending: pending.clone(),
                    }),
                    _ => None,
                })
            }
            Rule::Cumulative { in_period, total } => {
                let relations = self.lines(vec![in_period, total], |line| match line {
                    [in_period, total] => Some(Relation::Cumulative {
                        in_period: in_period.clone(),
                        total: total.clone(),
                    }),
                    _ => None,
                });
                let kind = self.template.period();
                for (_, relation) in &relations {
                    if let Relation::Cumulative { in_period, total } = relation {
                        let arises = |figure: &Figure| figure.span.arises_anew(kind);
                        self.demand(std::slice::from_ref(in_period), arises);
                        let is_since = |figure: &Figure| matches!(figure.span, Span::Since(_));
                        self.demand(std::slice::from_ref(total), is_since);
                    }
                }
                relations
            }
            _ => Vec::new(),
        }
    }

    /// Rules that say the same of each figure.
    fn figure_by_figure(&mut self, rule: &Rule) -> Vec<Subject> {
        match rule {
            Rule::Between { figures, least, most } => self
                .each(figures, |figure| Relation::Between { figure, least: *least, most: *most }),
            Rule::Change { figures, percent, from } => self.each(figures, |figure| {
                Relation::Change { figure, percent: *percent, from: *from }
            }),
            Rule::Slip(picks) => self.each(picks, Relation::Slip),
            Rule::MayNotFall(picks) => {
                let figures = self.figures(picks);
                let kind = self.template.period();
                self.demand(&figures, |figure| !figure.span.arises_anew(kind));
                self.each(picks, Relation::MayNotFall)
            }
            Rule::Shares(picks) => {
                let rates = self.figures(picks);
                self.demand(&rates, |figure| rate_of(figure).is_some());
                let template = self.template;
                let share = |rate: FigureKey| {
                    let (part, whole) = template.figure(&rate).and_then(rate_of)?;
                    let (part, whole) = (part.clone(), whole.clone());
                    Some((rate.clone(), Relation::Share { part, whole, rate }))
                };
                rates.into_iter().filter_map(share).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A relation for each figure, named by it.
    fn each(&mut self, picks: &[Pick], relation: impl Fn(FigureKey) -> Relation) -> Vec<Subject> {
        let figures = self.figures(picks).into_iter();
        figures.map(|figure| (figure.clone(), relation(figure))).collect()
    }

    fn figure(&mut self, key: &FigureKey) -> Option<&'a Figure> {
        let figure = self.template.figure(key);
        if figure.is_none() {
            self.faults.push(FaultReason::UnknownFigure(key.to_string()));
        }
        figure
    }

    /// Tells the figures that are not of the kind that a rule needs.
    fn demand(&mut self, keys: &[FigureKey], is_right: impl Fn(&Figure) -> bool) {
        for key in keys {
            if self.figure(key).is_some_and(|figure| !is_right(figure)) {
                self.faults.push(FaultReason::WrongKind(key.to_string()));
            }
        }
    }

    /// The figures of several picks, each once.
    fn figures(&mut self, picks: &[Pick]) -> Vec<FigureKey> {
        let mut seen = HashSet::new();
        let figures = picks.iter().flat_map(|pick| self.picked(pick)).collect::<Vec<_>>();
        figures.into_iter().filter(|key| seen.insert(key.clone())).collect()
    }

    fn picked(&mut self, pick: &Pick) -> Vec<FigureKey> {
        let template = self.template;
        let typed = template.figures().iter().filter(|figure| figure.is_typed());
        match pick {
            Pick::Figure(key) => self.figure(key).map(|f| f.key.clone()).into_iter().collect(),
            Pick::Column { table, column } => {
                let table = self.column(table, column);
                let cells = table.into_iter().flat_map(|table| &table.rows);
                cells.filter_map(|row| row.cells.get(column).cloned()).collect()
            }
            Pick::Span(kind) => {
                let is_of = |figure: &&Figure| span_kind(figure.span) == *kind;
                typed.filter(is_of).map(|figure| figure.key.clone()).collect()
            }
            Pick::Required => {
                let required = typed.filter(|figure| figure.need == Need::Required);
                required.map(|figure| figure.key.clone()).collect()
            }
        }
    }

    fn column(&mut self, item: &ItemKey, column: &ColumnKey) -> Option<&'a Table> {
        let items = self.template.items();
        let tables = items.filter(|(_, found)| found.key == *item);
        let table = tables.filter_map(|(_, found)| match &found.body {
            ItemBody::Table(table) => Some(table),
            _ => None,
        });
        let is_it = |found: &Column| found.key == *column && found.is_figure();
        let has_column = |table: &&Table| table.columns.iter().any(is_it);
        let table = table.into_iter().find(has_column);
        if table.is_none() {
            self.faults.push(FaultReason::UnknownColumn(format!("{item}.{column}")));
        }
        table
    }

    /// A relation a row, when there is a column among the operands; else one relation.
    fn lines(
        &mut self,
        operands: Vec<&Pick>,
        relation: impl Fn(&[FigureKey]) -> Option<Relation>,
    ) -> Vec<Subject> {
        let mut table: Option<(&ItemKey, &Table)> = None;
        for operand in &operands {
            match operand {
                Pick::Figure(key) => {
                    self.figure(key);
                }
                Pick::Column { table: item, column } => {
                    let found = self.column(item, column);
                    match table {
                        Some((other, _)) if other != item => {
                            self.faults.push(FaultReason::DifferentTables);
                        }
                        _ => table = found.map(|found| (item, found)).or(table),
                    }
                }
                Pick::Span(_) | Pick::Required => self.faults.push(FaultReason::SeveralFigures),
            }
        }
        if !self.faults.is_empty() {
            return Vec::new();
        }
        let row_of = |row: Option<&super::TableRow>| -> Option<Vec<FigureKey>> {
            let cell = |operand: &&Pick| match operand {
                Pick::Figure(key) => Some(key.clone()),
                Pick::Column { column, .. } => row?.cells.get(column).cloned(),
                Pick::Span(_) | Pick::Required => None,
            };
            operands.iter().map(cell).collect()
        };
        let lines: Vec<Vec<FigureKey>> = match table {
            None => row_of(None).into_iter().collect(),
            Some((_, table)) => table.rows.iter().filter_map(|row| row_of(Some(row))).collect(),
        };
        for line in &lines {
            let mut seen = HashSet::new();
            if let Some(twice) = line.iter().find(|key| !seen.insert(*key)) {
                self.faults.push(FaultReason::DuplicateKey(twice.to_string()));
            }
        }
        // A figure beside columns is the same in every row: a column tells the rows apart.
        let is_column = |operand: &&Pick| matches!(operand, Pick::Column { .. });
        let named = operands.iter().position(is_column).unwrap_or(0);
        let named = |line: &Vec<FigureKey>| Some((line.get(named)?.clone(), relation(line)?));
        lines.iter().filter_map(named).collect()
    }
}

/// A relation between all figures of a list, named by the first; none for an empty list.
fn first_of(keys: Vec<FigureKey>, relation: fn(Vec<FigureKey>) -> Relation) -> Vec<Subject> {
    keys.first().cloned().map(|first| (first, relation(keys))).into_iter().collect()
}

/// The part and the whole of a computed rate.
fn rate_of(figure: &Figure) -> Option<(&FigureKey, &FigureKey)> {
    match &figure.kind {
        FigureKind::Computed(Formula::Rate { part, whole }) => Some((part, whole)),
        _ => None,
    }
}

fn span_kind(span: Span) -> SpanKind {
    match span {
        Span::InPeriod => SpanKind::InPeriod,
        Span::Since(_) => SpanKind::Since,
        Span::AsOf => SpanKind::AsOf,
        Span::Window(_) => SpanKind::Window,
    }
}
