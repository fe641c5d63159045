//! From the parts of a template to a template file of version 1.

use super::checks::CheckV1;
use super::table::TableV1;
use crate::exchange::by_name::ByName;
use crate::exchange::template_v1 as file;
use crate::exchange::wire::{Lines, TextOr};
use crate::report::key::{AgencyKey, FigureKey};
use crate::report::template::{
    Agency, DocumentList, Figure, FigureGroup, FigureRow, Item, ItemBody, NameText, Narrative,
    Section, SentenceText, TableParts, TemplateParts,
};

/// The file that describes the parts.
pub(super) fn file(parts: &TemplateParts) -> file::TemplateV1 {
    let letterhead = parts.letterhead.iter();
    let letterhead = letterhead.map(|(field, text)| (field.name().to_owned(), Lines(text.clone())));
    file::TemplateV1 {
        format: file::FORMAT.to_owned(),
        format_version: file::FORMAT_VERSION,
        key: parts.id.key.to_string(),
        version: parts.id.version,
        name: Lines(parts.name.clone()),
        file_prefix: parts.file_prefix.clone(),
        period: ByName(parts.period),
        schedule: (&parts.schedule).into(),
        style: file::StyleV1 {
            below_ten: ByName(parts.style.below_ten),
            emphasis: ByName(parts.style.emphasis),
        },
        agencies: parts.agencies.iter().map(agency).collect(),
        letterhead: letterhead.collect(),
        names: parts.names.iter().map(name).collect(),
        offices: (&parts.offices).into(),
        figures: parts.figures.iter().map(figure).collect(),
        sections: parts.sections.iter().map(section).collect(),
        checks: parts.checks.iter().map(CheckV1::from).collect(),
    }
}

fn agency(agency: &Agency) -> file::AgencyV1 {
    file::AgencyV1 { key: agency.key.to_string(), name: Lines(agency.name.clone()) }
}

fn name(name: &NameText) -> file::NameV1 {
    file::NameV1 {
        key: name.key.to_string(),
        label: Lines(name.label.clone()),
        text: Lines(name.text.clone()),
    }
}

fn figure(figure: &Figure) -> file::FigureV1 {
    file::FigureV1 {
        key: figure.key.to_string(),
        label: Lines(figure.label.clone()),
        unit: Lines(figure.unit.clone()),
        kind: (&figure.kind).into(),
        decimals: figure.decimals,
        span: figure.span.into(),
        provider: figure.provider.as_ref().map(AgencyKey::to_string),
        definition: Lines(figure.definition.clone()),
        need: ByName(figure.need),
    }
}

fn section(section: &Section<TableParts>) -> file::SectionV1 {
    file::SectionV1 {
        key: section.key.to_string(),
        level: section.level,
        outline: section.outline.clone(),
        label: Lines(section.label.clone()),
        heading: section.heading.clone().map(Lines),
        items: section.items.iter().map(item).collect(),
    }
}

fn item(item: &Item<TableParts>) -> file::ItemV1 {
    let mut written = file::ItemV1 {
        key: item.key.to_string(),
        label: Lines(item.label.clone()),
        narrative: None,
        documents: None,
        table: None,
        figures: None,
    };
    match &item.body {
        ItemBody::Narrative(body) => written.narrative = Some(narrative(body)),
        ItemBody::Documents(body) => written.documents = Some(documents(body)),
        ItemBody::Table(body) => written.table = Some(TableV1::from(body)),
        ItemBody::Figures(body) => written.figures = Some(group(body)),
    }
    written
}

fn narrative(narrative: &Narrative) -> file::NarrativeV1 {
    file::NarrativeV1 {
        text: Lines(narrative.default.clone()),
        hint: Lines(narrative.hint.clone()),
        mark: ByName(narrative.mark),
        need: ByName(narrative.need),
    }
}

fn documents(list: &DocumentList) -> file::DocumentsV1 {
    file::DocumentsV1 {
        intro: Lines(list.intro_default.clone()),
        mark: ByName(list.mark),
        carry: ByName(list.carry),
        need: ByName(list.need),
    }
}

fn group(group: &FigureGroup) -> file::GroupV1 {
    file::GroupV1 {
        rows: group.rows.iter().map(group_row).collect(),
        sentences: group.sentences.iter().map(sentence).collect(),
    }
}

fn group_row(row: &FigureRow) -> file::GroupRowV1 {
    let key = |key: &FigureKey| Some(key.to_string());
    let none = file::SeveralV1::default();
    TextOr::Fields(match row {
        FigureRow::Single(key) => return TextOr::Text(key.to_string()),
        FigureRow::Ratio { part, whole, rate } => {
            file::SeveralV1 { part: key(part), whole: key(whole), rate: key(rate), ..none }
        }
        FigureRow::Cumulative { in_period, total } => {
            file::SeveralV1 { in_period: key(in_period), total: key(total), ..none }
        }
    })
}

fn sentence(sentence: &SentenceText) -> file::SentenceV1 {
    file::SentenceV1 {
        key: sentence.text.to_string(),
        text: Lines(sentence.default.clone()),
        mark: ByName(sentence.mark),
    }
}
