//! From a template file of version 1 to the parts of a template. Collects every fault of keys and
//! days; whether the parts hold together is for `Template::new` to say.

use chrono::NaiveDate;

use super::template_v1 as file;
use super::template_v1_table;
use crate::report::key::{
    AgencyKey, FigureKey, ItemKey, KeyError, SectionKey, TemplateKey, TextKey,
};
use crate::report::letterhead::LetterheadField;
use crate::report::template::{
    Agency, BelowTen, Carry, DocumentList, Emphasis, Figure, FigureGroup, FigureKind, FigureRow,
    Formula, Item, ItemBody, Mark, NameText, Narrative, Need, PrintStyle, Section, SentenceText,
    Span, Start, TemplateParts, TemplateRef,
};
use crate::report::template_check::{FaultReason, TemplateFault};

/// The parts that a file describes.
pub(super) fn parts(file: file::TemplateV1) -> Result<TemplateParts, Vec<TemplateFault>> {
    let mut reader = Reader::default();
    let parts = reader.template(file);
    match parts {
        Some(parts) if reader.faults.is_empty() => Ok(parts),
        _ => Err(reader.faults),
    }
}

/// Collects faults, and the figures that tables declare.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) figures: Vec<Figure>,
    faults: Vec<TemplateFault>,
}

impl Reader {
    pub(super) fn fault(&mut self, place: &str, reason: FaultReason) {
        let place = place.to_owned();
        self.faults.push(TemplateFault { place, reason });
    }

    pub(super) fn form(&mut self, place: &str, message: &str) {
        self.fault(place, FaultReason::Form(message.to_owned()));
    }

    pub(super) fn key<K>(
        &mut self,
        place: &str,
        text: &str,
        parse: impl Fn(&str) -> Result<K, KeyError>,
    ) -> Option<K> {
        let key = parse(text);
        if key.is_err() {
            self.fault(place, FaultReason::Key(text.to_owned()));
        }
        key.ok()
    }

    fn keys(&mut self, place: &str, texts: &[String]) -> Option<Vec<FigureKey>> {
        if texts.is_empty() {
            self.fault(place, FaultReason::Empty);
        }
        let keys = texts.iter().map(|text| self.key(place, text, FigureKey::parse));
        // Every bad key is told, not only the first.
        let keys: Vec<Option<FigureKey>> = keys.collect();
        keys.into_iter().collect()
    }

    pub(super) fn provider(&mut self, place: &str, text: Option<&String>) -> Option<AgencyKey> {
        text.and_then(|text| self.key(place, text, AgencyKey::parse))
    }

    fn template(&mut self, file: file::TemplateV1) -> Option<TemplateParts> {
        let key = self.key("key", &file.key, TemplateKey::parse);
        if file.version == 0 {
            self.form("version", "versions count from 1");
        }
        let period = self.period_kind(file.period.as_deref());
        let schedule = self.schedule(&file.schedule, period);
        let agencies = file.agencies.into_iter();
        let agencies = agencies.filter_map(|agency| self.agency(agency)).collect();
        let letterhead = file.letterhead.into_iter();
        let letterhead = letterhead
            .filter_map(|(name, text)| Some((self.letterhead_field(&name)?, text.0)))
            .collect();
        let names = file.names.into_iter();
        let names = names.filter_map(|name| self.name(name)).collect();
        for figure in file.figures {
            let figure = self.figure(figure);
            self.figures.extend(figure);
        }
        let sections = file.sections.into_iter();
        let sections = sections.filter_map(|section| self.section(section));
        let sections = sections.collect();
        let checks = self.checks(file.checks);
        Some(TemplateParts {
            id: TemplateRef { key: key?, version: file.version },
            name: file.name.0,
            file_prefix: file.file_prefix,
            period,
            schedule,
            style: PrintStyle {
                below_ten: match file.style.below_ten {
                    file::BelowTenV1::Padded => BelowTen::Padded,
                    file::BelowTenV1::Plain => BelowTen::Plain,
                },
                emphasis: match file.style.emphasis {
                    file::EmphasisV1::None => Emphasis::None,
                    file::EmphasisV1::Bold => Emphasis::Bold,
                },
            },
            agencies,
            letterhead,
            names,
            figures: std::mem::take(&mut self.figures),
            sections,
            checks,
        })
    }

    fn agency(&mut self, agency: file::AgencyV1) -> Option<Agency> {
        let key = self.key("agencies", &agency.key, AgencyKey::parse)?;
        let name = agency.name.0;
        Some(Agency { key, name })
    }

    fn letterhead_field(&mut self, name: &str) -> Option<LetterheadField> {
        let field = LetterheadField::from_name(name);
        if field.is_none() {
            let name = name.to_owned();
            self.fault("letterhead", FaultReason::UnknownLetterhead(name));
        }
        field
    }

    fn name(&mut self, name: file::NameV1) -> Option<NameText> {
        Some(NameText {
            key: self.key("names", &name.key, TextKey::parse)?,
            label: name.label.0,
            text: name.text.0,
        })
    }

    fn figure(&mut self, figure: file::FigureV1) -> Option<Figure> {
        let place = format!("figures › {}", figure.key);
        let key = self.key(&place, &figure.key, FigureKey::parse);
        let kind = self.kind(&place, &figure.kind);
        let span = self.span(&place, &figure.span);
        let provider = self.provider(&place, figure.provider.as_ref());
        Some(Figure {
            key: key?,
            label: figure.label.0,
            unit: figure.unit.0,
            kind: kind?,
            decimals: figure.decimals,
            span: span?,
            provider,
            definition: figure.definition.0,
            need: need(figure.need),
            row: None,
        })
    }

    fn kind(&mut self, place: &str, kind: &file::KindV1) -> Option<FigureKind> {
        let formula = match kind {
            file::KindV1::Count => return Some(FigureKind::Count),
            file::KindV1::Decimal => return Some(FigureKind::Decimal),
            file::KindV1::Percent => return Some(FigureKind::Percent),
            file::KindV1::Sum(of) => Formula::Sum(self.keys(place, of)?),
            file::KindV1::Total(of) => Formula::Total(self.keys(place, of)?),
            file::KindV1::Difference { from, less } => {
                let from = self.key(place, from, FigureKey::parse);
                let less = self.key(place, less, FigureKey::parse);
                Formula::Difference { from: from?, less: less? }
            }
            file::KindV1::Rate { part, whole } => {
                let part = self.key(place, part, FigureKey::parse);
                let whole = self.key(place, whole, FigureKey::parse);
                Formula::Rate { part: part?, whole: whole? }
            }
        };
        Some(FigureKind::Computed(formula))
    }

    pub(super) fn span(&mut self, place: &str, span: &file::SpanV1) -> Option<Span> {
        match span {
            file::SpanV1::InPeriod => Some(Span::InPeriod),
            file::SpanV1::AsOf => Some(Span::AsOf),
            file::SpanV1::Since(text) => {
                if text == "year" {
                    return Some(Span::Since(Start::NewYear));
                }
                let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
                if day.is_none() {
                    self.fault(place, FaultReason::Day(text.clone()));
                }
                day.map(|day| Span::Since(Start::Day(day)))
            }
        }
    }

    fn section(&mut self, section: file::SectionV1) -> Option<Section> {
        let place = format!("sections › {}", section.key);
        let key = self.key(&place, &section.key, SectionKey::parse);
        let items = section.items.into_iter();
        let items = items.filter_map(|item| self.item(&place, item)).collect();
        Some(Section {
            key: key?,
            level: section.level,
            outline: section.outline,
            label: section.label.0,
            heading: section.heading.map(|heading| heading.0),
            items,
        })
    }

    fn item(&mut self, section: &str, item: file::ItemV1) -> Option<Item> {
        let place = format!("{section} › {}", item.key);
        let key = self.key(&place, &item.key, ItemKey::parse)?;
        let body = match (item.narrative, item.documents, item.table, item.figures) {
            (Some(narrative), None, None, None) => self.narrative(&place, &key, narrative),
            (None, Some(documents), None, None) => self.documents(&place, &key, documents),
            (None, None, Some(table), None) => template_v1_table::table(self, &place, &key, table),
            (None, None, None, Some(group)) => Some(ItemBody::Figures(self.group(&place, group))),
            _ => {
                self.form(&place, "exactly one of narrative, documents, table, figures");
                None
            }
        };
        Some(Item { key, label: item.label.0, body: body? })
    }

    fn narrative(
        &mut self,
        place: &str,
        item: &ItemKey,
        narrative: file::NarrativeV1,
    ) -> Option<ItemBody> {
        Some(ItemBody::Narrative(Narrative {
            text: self.key(place, item.as_str(), TextKey::parse)?,
            default: narrative.text.0,
            hint: narrative.hint.0,
            mark: mark(narrative.mark),
            need: need(narrative.need),
        }))
    }

    fn documents(
        &mut self,
        place: &str,
        item: &ItemKey,
        list: file::DocumentsV1,
    ) -> Option<ItemBody> {
        Some(ItemBody::Documents(DocumentList {
            intro: self.key(place, &format!("{item}.intro"), TextKey::parse)?,
            intro_default: list.intro.0,
            mark: mark(list.mark),
            carry: match list.carry {
                file::CarryV1::StartEmpty => Carry::StartEmpty,
                file::CarryV1::Keep => Carry::Keep,
            },
            need: need(list.need),
        }))
    }

    fn group(&mut self, place: &str, group: file::GroupV1) -> FigureGroup {
        let rows = group.rows.into_iter();
        let rows = rows.filter_map(|row| self.group_row(place, row)).collect();
        let sentences = group.sentences.into_iter();
        let sentences = sentences.filter_map(|sentence| {
            Some(SentenceText {
                text: self.key(place, &sentence.key, TextKey::parse)?,
                default: sentence.text.0,
                mark: mark(sentence.mark),
            })
        });
        let sentences = sentences.collect();
        FigureGroup { rows, sentences }
    }

    fn group_row(&mut self, place: &str, row: file::GroupRowV1) -> Option<FigureRow> {
        let row = match row {
            file::GroupRowV1::Single(key) => {
                return self.key(place, &key, FigureKey::parse).map(FigureRow::Single);
            }
            file::GroupRowV1::Several(row) => row,
        };
        match (row.part, row.whole, row.rate, row.in_period, row.total) {
            (Some(part), Some(whole), Some(rate), None, None) => Some(FigureRow::Ratio {
                part: self.key(place, &part, FigureKey::parse)?,
                whole: self.key(place, &whole, FigureKey::parse)?,
                rate: self.key(place, &rate, FigureKey::parse)?,
            }),
            (None, None, None, Some(in_period), Some(total)) => Some(FigureRow::Cumulative {
                in_period: self.key(place, &in_period, FigureKey::parse)?,
                total: self.key(place, &total, FigureKey::parse)?,
            }),
            _ => {
                self.form(place, "a row has part, whole and rate, or in_period and total");
                None
            }
        }
    }
}

pub(super) fn need(need: file::NeedV1) -> Need {
    match need {
        file::NeedV1::Required => Need::Required,
        file::NeedV1::Optional => Need::Optional,
    }
}

fn mark(mark: file::MarkV1) -> Mark {
    match mark {
        file::MarkV1::None => Mark::None,
        file::MarkV1::Dash => Mark::Dash,
        file::MarkV1::Plus => Mark::Plus,
        file::MarkV1::Star => Mark::Star,
        file::MarkV1::Number => Mark::Number,
        file::MarkV1::Letter => Mark::Letter,
    }
}
