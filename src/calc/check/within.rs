//! Relations within one report: equal, part and whole, sums, bounds, targets, what is missing.

use rust_decimal::Decimal;

use super::extent::{Extent, ReportFigures};
use super::finding::{Limit, Matter, Place};
use crate::report::check::{Aim, Better};
use crate::report::key::FigureKey;

/// What was found, if anything.
pub(super) type Found = Option<Observed>;

/// A matter with the places where it is seen.
pub(super) struct Observed {
    pub(super) places: Vec<Place>,
    pub(super) matter: Matter,
}

impl Observed {
    pub(super) fn of(places: Vec<Place>, matter: Matter) -> Self {
        Self { places, matter }
    }
}

pub(super) fn places<'k>(keys: impl IntoIterator<Item = &'k FigureKey>) -> Vec<Place> {
    keys.into_iter().map(|key| Place::Figure(key.clone())).collect()
}

/// The same quantity in two places.
pub(super) fn equal(now: &ReportFigures<'_>, [one, other]: &[FigureKey; 2]) -> Found {
    let (a, a_extent) = now.read(one)?;
    let (b, b_extent) = now.read(other)?;
    a_extent
        .differs_from(&b_extent)
        .then(|| Observed::of(places([one, other]), Matter::NotEqual([a, b])))
}

/// A part is at most its whole.
pub(super) fn at_most(now: &ReportFigures<'_>, part: &FigureKey, whole: &FigureKey) -> Found {
    let (a, a_extent) = now.read(part)?;
    let (b, b_extent) = now.read(whole)?;
    a_extent
        .is_above(&b_extent)
        .then(|| Observed::of(places([part, whole]), Matter::PartAboveWhole { part: a, whole: b }))
}

/// A share of a whole: the part is at most the whole, and where the whole is not known, the
/// printed percentage at most 100.
pub(super) fn share(now: &ReportFigures<'_>, [part, whole, rate]: [&FigureKey; 3]) -> Found {
    if now.extent(whole).is_some() {
        return at_most(now, part, whole);
    }
    let (reading, extent) = now.read(rate)?;
    let is_above = extent.is_above(&Extent::exact(Decimal::ONE_HUNDRED));
    is_above
        .then(|| Observed::of(vec![Place::Printed(rate.clone())], Matter::ShareAboveAll(reading)))
}

/// Parts add up to their whole; parts of rows that are off are left out.
pub(super) fn sum(now: &ReportFigures<'_>, parts: &[FigureKey], whole: &FigureKey) -> Found {
    let (whole_reading, whole_extent) = now.read(whole)?;
    let mut sum = Extent::exact(Decimal::ZERO);
    let mut readings = Vec::new();
    for key in parts.iter().filter(|key| !now.is_off(key)) {
        let (reading, extent) = now.read(key)?;
        sum = sum.plus(extent)?;
        readings.push(reading);
    }
    sum.differs_from(&whole_extent).then(|| {
        let matter = Matter::SumDiffers { parts: readings, sum: sum.number, whole: whole_reading };
        Observed::of(places(std::iter::once(whole).chain(parts)), matter)
    })
}

/// What was received is done or pending.
pub(super) fn balance(
    now: &ReportFigures<'_>,
    [received, done, pending]: [&FigureKey; 3],
) -> Found {
    let (a, a_extent) = now.read(received)?;
    let (b, b_extent) = now.read(done)?;
    let (c, c_extent) = now.read(pending)?;
    b_extent.plus(c_extent)?.differs_from(&a_extent).then(|| {
        let matter = Matter::BalanceDiffers { received: a, done: b, pending: c };
        Observed::of(places([received, done, pending]), matter)
    })
}

/// A figure lies between bounds, both allowed.
pub(super) fn between(
    now: &ReportFigures<'_>,
    key: &FigureKey,
    least: Option<Decimal>,
    most: Option<Decimal>,
) -> Found {
    let (figure, extent) = now.read(key)?;
    let below = least.filter(|least| Extent::exact(*least).is_above(&extent));
    let above = most.filter(|most| extent.is_above(&Extent::exact(*most)));
    let limit = below.map(Limit::Least).or(above.map(Limit::Most))?;
    Some(Observed::of(places([key]), Matter::OutOfBounds { figure, limit }))
}

/// A result reaches its target. An approximate result misses it only when it certainly does.
pub(super) fn target(
    now: &ReportFigures<'_>,
    result: &FigureKey,
    aim: &Aim,
    better: Better,
) -> Found {
    let (reading, extent) = now.read(result)?;
    let (target_figure, target) = match aim {
        Aim::Figure(key) => (Some(key.clone()), now.extent(key)?),
        Aim::Number(number) => (None, Extent::exact(*number)),
    };
    let is_missed = match better {
        Better::Higher => target.is_above(&extent),
        Better::Lower => extent.is_above(&target),
    };
    is_missed.then(|| {
        let places = places(std::iter::once(result).chain(&target_figure));
        let target = target.number;
        Observed::of(
            places,
            Matter::TargetMissed { result: reading, target_figure, target, better },
        )
    })
}

/// Needed figures that are blank, those of rows that are off left out. What could not be read is
/// not blank: it is told by itself.
pub(super) fn filled(now: &ReportFigures<'_>, figures: &[FigureKey]) -> Found {
    let is_blank = |key: &&FigureKey| now.context.report.value(key).is_blank();
    let blank = figures.iter().filter(is_blank).filter(|key| !now.is_off(key));
    let blank: Vec<FigureKey> = blank.cloned().collect();
    (!blank.is_empty()).then(|| Observed::of(places(&blank), Matter::Blank(blank)))
}
