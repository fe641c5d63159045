//! From a template file of version 1 to the parts of a template. Collects every fault of keys and
//! days; whether the parts hold together is for `Template::new` to say.

use crate::exchange::template_v1 as file;
use crate::exchange::wire::TextOr;
use crate::report::fault::{
    FaultPath, FaultReason, FaultStep, FormFault, TemplateFault, TemplatePart,
};
use crate::report::key::{
    AgencyKey, FigureKey, ItemKey, KeyError, SectionKey, TemplateKey, TextKey,
};
use crate::report::letterhead::LetterheadField;
use crate::report::period::{PeriodKind, read_iso_day};
use crate::report::template::{
    Agency, DocumentList, Figure, FigureGroup, FigureKind, FigureRow, Formula, Item, ItemBody,
    NameText, Narrative, PrintStyle, Section, SentenceText, Span, Start, TableParts, TemplateParts,
    TemplateRef,
};

/// The parts that a file describes.
pub(super) fn parts(file: file::TemplateV1) -> Result<TemplateParts, Vec<TemplateFault>> {
    let mut reader = Reader { period: file.period.0, faults: Vec::new() };
    let parts = reader.template(file);
    match parts {
        Some(parts) if reader.faults.is_empty() => Ok(parts),
        _ => Err(reader.faults),
    }
}

/// Collects faults.
pub(super) struct Reader {
    /// Of which kind the form's periods are.
    pub(super) period: PeriodKind,
    faults: Vec<TemplateFault>,
}

impl Reader {
    pub(super) fn fault(&mut self, path: &FaultPath, reason: FaultReason) {
        let path = path.clone();
        self.faults.push(TemplateFault { path, reason });
    }

    pub(super) fn key<K>(
        &mut self,
        path: &FaultPath,
        text: &str,
        parse: impl Fn(&str) -> Result<K, KeyError>,
    ) -> Option<K> {
        let key = parse(text);
        if key.is_err() {
            self.fault(path, FaultReason::Key(text.to_owned()));
        }
        key.ok()
    }

    fn template(&mut self, file: file::TemplateV1) -> Option<TemplateParts> {
        let key = self.key(&TemplatePart::Key.into(), &file.key, TemplateKey::parse);
        if file.version == 0 {
            let reason = FaultReason::Form(FormFault::VersionZero);
            self.fault(&TemplatePart::Version.into(), reason);
        }
        let schedule = self.schedule(&file.schedule);
        let agencies = file.agencies.into_iter();
        let agencies = agencies.filter_map(|agency| self.agency(agency)).collect();
        let letterhead = file.letterhead.into_iter();
        let letterhead = letterhead
            .filter_map(|(name, text)| Some((self.letterhead_field(&name)?, text.0)))
            .collect();
        let names = file.names.into_iter();
        let names = names.filter_map(|name| self.name(name)).collect();
        let offices = self.offices(file.offices);
        let figures = file.figures.into_iter();
        let figures = figures.filter_map(|figure| self.figure(figure)).collect();
        let sections = file.sections.into_iter();
        let sections = sections.filter_map(|section| self.section(section));
        let sections = sections.collect();
        let checks = self.checks(file.checks);
        Some(TemplateParts {
            id: TemplateRef { key: key?, version: file.version },
            name: file.name.0,
            file_prefix: file.file_prefix,
            period: self.period,
            schedule,
            style: PrintStyle {
                below_ten: file.style.below_ten.0,
                emphasis: file.style.emphasis.0,
            },
            agencies,
            letterhead,
            names,
            offices,
            figures,
            sections,
            checks,
        })
    }

    fn agency(&mut self, agency: file::AgencyV1) -> Option<Agency> {
        let key = self.key(&TemplatePart::Agencies.into(), &agency.key, AgencyKey::parse)?;
        let name = agency.name.0;
        Some(Agency { key, name })
    }

    fn letterhead_field(&mut self, name: &str) -> Option<LetterheadField> {
        let field = LetterheadField::from_name(name);
        if field.is_none() {
            let name = name.to_owned();
            self.fault(&TemplatePart::Letterhead.into(), FaultReason::UnknownLetterhead(name));
        }
        field
    }

    fn name(&mut self, name: file::NameV1) -> Option<NameText> {
        Some(NameText {
            key: self.key(&TemplatePart::Names.into(), &name.key, TextKey::parse)?,
            label: name.label.0,
            text: name.text.0,
        })
    }

    fn figure(&mut self, figure: file::FigureV1) -> Option<Figure> {
        let path = FaultPath::of(FaultStep::Figure(figure.key.clone()));
        let key = self.key(&path, &figure.key, FigureKey::parse);
        let kind = self.kind(&path, &figure.kind, FigureKey::parse);
        let span = self.span(&path, &figure.span);
        let provider = figure.provider.map(|text| self.key(&path, &text, AgencyKey::parse));
        Some(Figure {
            key: key?,
            label: figure.label.0,
            unit: figure.unit.0,
            kind: kind?,
            decimals: figure.decimals,
            span: span?,
            provider: provider.flatten(),
            definition: figure.definition.0,
            need: figure.need.0,
            row: None,
        })
    }

    /// A kind whose inputs are figures, or columns.
    pub(super) fn kind<K>(
        &mut self,
        path: &FaultPath,
        kind: &file::KindV1,
        parse: impl Fn(&str) -> Result<K, KeyError>,
    ) -> Option<FigureKind<K>> {
        let mut key = |text: &String| self.key(path, text, &parse);
        let formula = match kind {
            file::KindV1::Count => return Some(FigureKind::Count),
            file::KindV1::Decimal => return Some(FigureKind::Decimal),
            file::KindV1::Percent => return Some(FigureKind::Percent),
            // Every bad key is told, not only the first.
            file::KindV1::Sum(of) => Formula::Sum(all(of.iter().map(key).collect())?),
            file::KindV1::Total(of) => Formula::Total(all(of.iter().map(key).collect())?),
            file::KindV1::Difference { from, less } => {
                let (from, less) = (key(from), key(less));
                Formula::Difference { from: from?, less: less? }
            }
            file::KindV1::Rate { part, whole } => {
                let (part, whole) = (key(part), key(whole));
                Formula::Rate { part: part?, whole: whole? }
            }
        };
        Some(FigureKind::Computed(formula))
    }

    pub(super) fn span(&mut self, path: &FaultPath, span: &file::SpanV1) -> Option<Span> {
        match span {
            file::SpanV1::InPeriod => Some(Span::InPeriod),
            file::SpanV1::AsOf => Some(Span::AsOf),
            file::SpanV1::Window(window) => self.window(path, window).map(Span::Window),
            file::SpanV1::Since(text) => {
                if text == file::NEW_YEAR {
                    return Some(Span::Since(Start::NewYear));
                }
                let day = read_iso_day(text);
                if day.is_none() {
                    self.fault(path, FaultReason::Day(text.clone()));
                }
                day.map(|day| Span::Since(Start::Day(day)))
            }
        }
    }

    fn section(&mut self, section: file::SectionV1) -> Option<Section<TableParts>> {
        let path = FaultPath::of(FaultStep::Section(section.key.clone()));
        let key = self.key(&path, &section.key, SectionKey::parse);
        let items = section.items.into_iter();
        let items = items.filter_map(|item| self.item(&path, item)).collect();
        Some(Section {
            key: key?,
            level: section.level,
            outline: section.outline,
            label: section.label.0,
            heading: section.heading.map(|heading| heading.0),
            items,
        })
    }

    fn item(&mut self, section: &FaultPath, item: file::ItemV1) -> Option<Item<TableParts>> {
        let path = section.then(FaultStep::Item(item.key.clone()));
        let key = self.key(&path, &item.key, ItemKey::parse)?;
        let body = match (item.narrative, item.documents, item.table, item.figures) {
            (Some(narrative), None, None, None) => self.narrative(&path, &key, narrative),
            (None, Some(documents), None, None) => self.documents(&path, &key, documents),
            (None, None, Some(table), None) => self.table(&path, table).map(ItemBody::Table),
            (None, None, None, Some(group)) => Some(ItemBody::Figures(self.group(&path, group))),
            _ => {
                self.fault(&path, FaultReason::Form(FormFault::ItemBody));
                None
            }
        };
        Some(Item { key, label: item.label.0, body: body? })
    }

    fn narrative(
        &mut self,
        path: &FaultPath,
        item: &ItemKey,
        narrative: file::NarrativeV1,
    ) -> Option<ItemBody<TableParts>> {
        Some(ItemBody::Narrative(Narrative {
            text: self.key(path, item.as_str(), TextKey::parse)?,
            default: narrative.text.0,
            hint: narrative.hint.0,
            mark: narrative.mark.0,
            need: narrative.need.0,
        }))
    }

    fn documents(
        &mut self,
        path: &FaultPath,
        item: &ItemKey,
        list: file::DocumentsV1,
    ) -> Option<ItemBody<TableParts>> {
        Some(ItemBody::Documents(DocumentList {
            intro: self.key(path, &format!("{item}.intro"), TextKey::parse)?,
            intro_default: list.intro.0,
            mark: list.mark.0,
            carry: list.carry.0,
            need: list.need.0,
        }))
    }

    fn group(&mut self, path: &FaultPath, group: file::GroupV1) -> FigureGroup {
        let rows = group.rows.into_iter();
        let rows = rows.filter_map(|row| self.group_row(path, row)).collect();
        let sentences = group.sentences.into_iter();
        let sentences = sentences.filter_map(|sentence| {
            Some(SentenceText {
                text: self.key(path, &sentence.key, TextKey::parse)?,
                default: sentence.text.0,
                mark: sentence.mark.0,
            })
        });
        let sentences = sentences.collect();
        FigureGroup { rows, sentences }
    }

    fn group_row(&mut self, path: &FaultPath, row: file::GroupRowV1) -> Option<FigureRow> {
        let row = match row {
            TextOr::Text(key) => {
                return self.key(path, &key, FigureKey::parse).map(FigureRow::Single);
            }
            TextOr::Fields(row) => row,
        };
        match (row.part, row.whole, row.rate, row.in_period, row.total) {
            (Some(part), Some(whole), Some(rate), None, None) => Some(FigureRow::Ratio {
                part: self.key(path, &part, FigureKey::parse)?,
                whole: self.key(path, &whole, FigureKey::parse)?,
                rate: self.key(path, &rate, FigureKey::parse)?,
            }),
            (None, None, None, Some(in_period), Some(total)) => Some(FigureRow::Cumulative {
                in_period: self.key(path, &in_period, FigureKey::parse)?,
                total: self.key(path, &total, FigureKey::parse)?,
            }),
            _ => {
                self.fault(path, FaultReason::Form(FormFault::FigureLine));
                None
            }
        }
    }
}

/// All or none.
pub(super) fn all<T>(found: Vec<Option<T>>) -> Option<Vec<T>> {
    found.into_iter().collect()
}
