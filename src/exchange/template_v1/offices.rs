//! The kinds of offices of a template file of version 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::read::Reader;
use crate::exchange::wire::{Lines, is_default, unique_map};
use crate::report::fault::TemplatePart;
use crate::report::key::{OfficeKindKey, TextKey};
use crate::report::office_words::{OfficeKind, OfficeWords};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OfficesV1 {
    #[serde(deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, Lines>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<OfficeKindV1>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeKindV1 {
    key: String,
    label: Lines,
    #[serde(default, skip_serializing_if = "is_default")]
    word: Lines,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    begins: Vec<Lines>,
    #[serde(default, skip_serializing_if = "is_default")]
    above: Lines,
    #[serde(default, deserialize_with = "unique_map", skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, Lines>,
}

impl Reader {
    pub(super) fn offices(&mut self, file: OfficesV1) -> OfficeWords {
        let texts = self.office_texts(file.texts);
        let kinds = file.kinds.into_iter();
        let kinds = kinds.filter_map(|kind| {
            let texts = self.office_texts(kind.texts);
            Some(OfficeKind {
                key: self.key(&TemplatePart::Offices.into(), &kind.key, OfficeKindKey::parse)?,
                label: kind.label.0,
                word: kind.word.0,
                begins: kind.begins.into_iter().map(|begin| begin.0).collect(),
                above: kind.above.0,
                texts,
            })
        });
        let kinds = kinds.collect();
        OfficeWords { texts, kinds }
    }

    fn office_texts(&mut self, texts: BTreeMap<String, Lines>) -> BTreeMap<TextKey, String> {
        let read = texts.into_iter().filter_map(|(key, text)| {
            Some((self.key(&TemplatePart::Offices.into(), &key, TextKey::parse)?, text.0))
        });
        read.collect()
    }
}

impl From<&OfficeWords> for OfficesV1 {
    fn from(words: &OfficeWords) -> Self {
        let kind = |kind: &OfficeKind| OfficeKindV1 {
            key: kind.key.to_string(),
            label: Lines(kind.label.clone()),
            word: Lines(kind.word.clone()),
            begins: kind.begins.iter().cloned().map(Lines).collect(),
            above: Lines(kind.above.clone()),
            texts: written(&kind.texts),
        };
        Self { texts: written(&words.texts), kinds: words.kinds.iter().map(kind).collect() }
    }
}

fn written(texts: &BTreeMap<TextKey, String>) -> BTreeMap<String, Lines> {
    texts.iter().map(|(key, text)| (key.to_string(), Lines(text.clone()))).collect()
}
