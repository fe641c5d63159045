//! Packages (.xlsx, .docx), part by part.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::ops::Range;

use zip::{CompressionMethod, ZipArchive};

use super::{Chance, changed, put};
use crate::form::packed;

/// The most of a part that is unpacked here.
const PART_MAX: u64 = 1024 * 1024;

/// What the parts of packages are made of.
const PIECES: [&str; 30] = [
    "<",
    "/>",
    "&amp;",
    "&#0;",
    "]]>",
    "<!-- -->",
    "<!DOCTYPE a [<!ENTITY x \"y\">]>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<v>1e309</v>",
    "<v>-1</v>",
    " t=\"s\"",
    " t=\"d\"",
    " s=\"99999\"",
    "<row r=\"0\">",
    " uniqueCount=\"99999\"",
    "<f>1/0</f>",
    "<is><t>mười</t></is>",
    " w:val=\"99999999999\"",
    " w:val=\"-1\"",
    "<w:p/>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:basedOn w:val=\"BodyText\"/>",
    "<w:sectPr/>",
    "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    " TargetMode=\"External\"",
    "<w:numPr/>",
    "<w:pgSz w:w=\"0\" w:h=\"0\"/>",
    "<mc:AlternateContent/>",
    "<w:vanish/>",
    "\u{0}",
];

/// Changes one or two parts of a package.
pub fn package(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut chance = Chance::new(seed);
    let parts = data.get(..size).and_then(unpacked).filter(|_| chance.below(8) > 0);
    let Some(mut parts) = parts else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    };
    for _ in 0..1 + chance.below(2) {
        change(&mut parts, &mut chance);
    }
    let new = packed(&parts, CompressionMethod::Stored);
    put(data, &new, max_size).unwrap_or_else(|| libfuzzer_sys::fuzzer_mutate(data, size, max_size))
}

type Parts = BTreeMap<String, Vec<u8>>;

fn unpacked(package: &[u8]) -> Option<Parts> {
    let mut package = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut parts = BTreeMap::new();
    for index in 0..package.len().min(64) {
        let part = package.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.take(PART_MAX).read_to_end(&mut content).ok()?;
        parts.insert(name, content);
    }
    (!parts.is_empty()).then_some(parts)
}

fn change(parts: &mut Parts, chance: &mut Chance) {
    let names: Vec<String> = parts.keys().cloned().collect();
    let Some(name) = chance.of(&names).cloned() else { return };
    let other = chance.of(&names).and_then(|other| parts.get(other)).cloned();
    match chance.below(16) {
        0 => drop(parts.remove(&name)),
        1 => {
            let content = parts.get(&name).cloned().unwrap_or_default();
            drop(parts.insert(name.to_uppercase(), content));
        }
        2 => {
            let new = String::from_utf8_lossy(&changed(name.as_bytes())).into_owned();
            let content = parts.remove(&name).unwrap_or_default();
            drop(parts.insert(new.chars().take(200).collect(), content));
        }
        3 => drop(parts.insert(name, other.unwrap_or_default())),
        4 | 5 => {
            if let Some(part) = parts.get_mut(&name) {
                *part = changed(part);
            }
        }
        _ => {
            if let Some(part) = parts.get_mut(&name) {
                change_xml(part, chance);
            }
        }
    }
}

/// The elements' tags of a part.
fn tags(part: &[u8]) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut begun = None;
    for (place, byte) in part.iter().enumerate() {
        match byte {
            b'<' => begun = Some(place),
            b'>' => tags.extend(begun.take().map(|begun| begun..place + 1)),
            _ => {}
        }
    }
    tags
}

/// The attributes' values of a tag.
fn values(part: &[u8], tag: &Range<usize>) -> Vec<Range<usize>> {
    let mut quotes = tag.clone().filter(|place| part.get(*place) == Some(&b'"'));
    let mut values = Vec::new();
    while let (Some(first), Some(last)) = (quotes.next(), quotes.next()) {
        values.push(first + 1..last);
    }
    values
}

fn change_xml(part: &mut Vec<u8>, chance: &mut Chance) {
    let tags = tags(part);
    let (Some(tag), Some(other)) = (chance.of(&tags).cloned(), chance.of(&tags).cloned()) else {
        *part = changed(part);
        return;
    };
    match chance.below(6) {
        // A tag, or all from one to another, goes or stands twice.
        0 => drop(part.drain(tag)),
        1 | 2 => {
            let span = tag.start.min(other.start)..tag.end.max(other.end);
            if span.len() > 20_000 {
                return;
            }
            let copy = part.get(span.clone()).unwrap_or_default().to_vec();
            if chance.below(2) == 0 {
                drop(part.drain(span));
            } else {
                let times = if chance.below(8) == 0 { 50 } else { 1 };
                drop(part.splice(other.end..other.end, copy.repeat(times)));
            }
        }
        3 => {
            let piece = chance.of(&PIECES).copied().unwrap_or_default();
            let place = if piece.starts_with(' ') { tag.end - 1 } else { tag.end };
            drop(part.splice(place..place, piece.bytes()));
        }
        _ => {
            let Some(value) = chance.of(&values(part, &tag)).cloned() else { return };
            let others = values(part, &other);
            let new = match (chance.below(4), chance.of(&others)) {
                (0, Some(other)) => part.get(other.clone()).unwrap_or_default().to_vec(),
                (1, _) => b"-1".to_vec(),
                (2, _) => b"4294967296".to_vec(),
                _ => changed(part.get(value.clone()).unwrap_or_default()),
            };
            drop(part.splice(value, new));
        }
    }
}
