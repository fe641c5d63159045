//! Numbers in texts that equal a declared figure: each can be bound to it, so that the sentence
//! follows the figure from then on. An offer is no finding: nothing is wrong with such a number.

use std::collections::BTreeMap;
use std::ops::Range;

use super::TextFindings;
use super::answer::edit;
use crate::calc::declined::{decline, is_declined};
use crate::calc::prose::Context;
use crate::calc::text::prose;
use crate::calc::text::reconcile::Verdict;
use crate::report::change::Edit;
use crate::report::key::{FigureKey, TextKey};

/// A number in a text that equals a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The text.
    pub text: TextKey,
    /// Where the number stands, in bytes of the stored text.
    pub range: Range<usize>,
    /// As it stands in the text.
    pub written: String,
    /// The figure.
    pub figure: FigureKey,
}

impl TextFindings {
    /// The numbers that can be bound as the text says now, in the order of the texts; those left out
    /// that an official called another thing.
    pub fn offers(&self, context: Context<'_>) -> Vec<Offer> {
        let texts = prose(context.report, context.template).into_iter();
        let read = texts.filter_map(|(key, text)| {
            let reading = self.readings.get(key).filter(|reading| reading.text == text)?;
            Some((key, reading))
        });
        let offers = read.flat_map(|(key, reading)| {
            let same = reading.matches().filter(|(found, _)| found.verdict == Verdict::Same);
            same.filter_map(move |(found, number)| {
                let written = reading.text.get(found.range.clone())?.to_owned();
                // "hơn 300" stays words: only the office knows whether it goes on to be more.
                let is_plain = number.bound.is_none();
                let offer = Offer {
                    text: key.clone(),
                    range: found.range.clone(),
                    written,
                    figure: found.figure,
                };
                (is_plain && offer.prints_alike(context)).then_some(offer)
            })
        });
        offers.filter(|offer| !is_declined(context.report, &offer.id(), &offer.written)).collect()
    }
}

impl Offer {
    /// Names the answer to it within its report.
    fn id(&self) -> String {
        format!("text_offers.{}.{}", self.text, self.figure)
    }

    /// Whether the sentence reads the same with the figure in the number's place: at most spaces and
    /// a zero in front may change ("9", "09").
    fn prints_alike(&self, context: Context<'_>) -> bool {
        let bare = |text: &str| {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            text.trim_start_matches('0').to_owned()
        };
        bare(&context.plain(&self.reference())) == bare(&self.written)
    }

    fn reference(&self) -> String {
        format!("{{{}}}", self.figure)
    }
}

/// Puts references in place of numbers: an edit for each text that still says what was offered.
pub fn bind_offers(offers: &[Offer], context: Context<'_>) -> Vec<Edit> {
    let mut by_text: BTreeMap<&TextKey, Vec<&Offer>> = BTreeMap::new();
    for offer in offers {
        by_text.entry(&offer.text).or_default().push(offer);
    }
    let edits = by_text.into_iter().filter_map(|(key, mut offers)| {
        let mut text = context.report.text(context.template, key).to_owned();
        // From the last on, so that the earlier places stay where they are.
        offers.sort_by_key(|offer| std::cmp::Reverse(offer.range.start));
        let is_there = |text: &str, offer: &Offer| {
            text.get(offer.range.clone()) == Some(offer.written.as_str())
        };
        if !offers.iter().all(|offer| is_there(&text, offer)) {
            return None;
        }
        for offer in offers {
            text.replace_range(offer.range.clone(), &offer.reference());
        }
        Some(edit(context, key, text))
    });
    edits.collect()
}

/// "Another thing": the offer is not made again while the number stays.
pub fn decline_offer(offer: &Offer) -> Option<Edit> {
    decline(&offer.id(), &offer.written, "số khác")
}
