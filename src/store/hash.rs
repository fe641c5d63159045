//! Two hashes that stand in the file: the chain of the log, in which each operation answers for all
//! before it, and the content of each report, which is the same for the same content whatever led to it.

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::error::{Fault, Inner};
use super::hex::{NOTHING, hex, parse_hex};
use super::log_row::LogRow;
use super::record;
use crate::report::change::Change;
use crate::report::content::{Header, Report, ReportStatus};
use crate::report::field::{Field, FieldValue};

const LAST: &str = "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1";

/// A hash over texts and numbers, each behind its length, so that no two lists of them run together.
struct Parts(Sha256);

impl Parts {
    fn text(&mut self, text: Option<&str>) {
        match text {
            None => self.0.update([0]),
            Some(text) => {
                self.0.update([1]);
                self.0.update((text.len() as u64).to_be_bytes());
                self.0.update(text);
            }
        }
    }

    fn number(&mut self, number: Option<i64>) {
        self.text(number.map(|number| number.to_string()).as_deref());
    }
}

/// An operation as the log keeps it, but for its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OperationRow {
    pub(super) id: i64,
    pub(super) kind: String,
    pub(super) report: Option<i64>,
    pub(super) at: String,
    pub(super) run: String,
    pub(super) who: String,
    pub(super) computer: String,
    pub(super) detail: String,
    pub(super) reverts: Option<i64>,
    pub(super) continues: Option<i64>,
}

impl OperationRow {
    /// The link of the chain behind `before`.
    pub(super) fn link(&self, before: &[u8; 32], changes: &[LogRow]) -> [u8; 32] {
        let mut parts = Parts(Sha256::new_with_prefix(before));
        parts.number(Some(self.id));
        parts.number(self.report);
        parts.number(self.reverts);
        parts.number(self.continues);
        let texts = [&self.kind, &self.at, &self.run, &self.who, &self.computer, &self.detail];
        texts.into_iter().for_each(|text| parts.text(Some(text)));
        for row in changes {
            let (entity, key, before, after) = row.columns();
            parts.text(Some(entity));
            parts.text(Some(key));
            parts.text(before);
            parts.text(after);
        }
        parts.0.finalize().into()
    }
}

/// The last operation of the log and its hash: id 0 and [`NOTHING`] in an empty log.
pub(super) fn last(conn: &Connection) -> Inner<(i64, [u8; 32])> {
    let mut statement = conn.prepare_cached(LAST)?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        None => Ok((0, NOTHING)),
        Some(row) => {
            let (id, hash): (i64, String) = (row.get(0)?, row.get(1)?);
            let hash = parse_hex(&hash).ok_or_else(|| Fault::record("operation", id))?;
            Ok((id, hash))
        }
    }
}

/// The hash of a report's content after some changes: the sum, modulo 2^256, of the hashes of all its
/// fields, so that their order does not matter and a change costs two of them.
pub(super) fn content(before: [u8; 32], changes: &[Change]) -> Inner<[u8; 32]> {
    let mut sum = before;
    for change in changes {
        if let Some(value) = change.before() {
            sum = subtract(sum, of_field(change.field(), value)?);
        }
        if let Some(value) = change.after() {
            sum = add(sum, of_field(change.field(), value)?);
        }
    }
    Ok(sum)
}

/// The hash of the whole content of a report, in hex digits.
pub(super) fn of_report(report: &Report) -> Inner<String> {
    let mut sum = NOTHING;
    for made in report.making() {
        if let Some(value) = made.after() {
            sum = add(sum, of_field(made.field(), value)?);
        }
    }
    Ok(hex(&sum))
}

fn of_field(field: &Field, value: &FieldValue) -> Inner<[u8; 32]> {
    let mut parts = Parts(Sha256::new());
    parts.text(Some(field.entity().name()));
    parts.text(Some(&field.key()));
    let json = match value {
        // That a report is finished, sent or opened again changes nothing of what it says.
        FieldValue::Header(header) => {
            let header = Header { status: ReportStatus::Draft, ..header.clone() };
            record::to_json(field, &FieldValue::Header(header))?
        }
        value => record::to_json(field, value)?,
    };
    parts.text(Some(&json));
    Ok(parts.0.finalize().into())
}

fn add(a: [u8; 32], b: [u8; 32]) -> [u8; 32] {
    let mut sum = NOTHING;
    let mut carry = 0;
    for ((sum, a), b) in sum.iter_mut().zip(a).zip(b).rev() {
        let whole = u16::from(a) + u16::from(b) + carry;
        let [high, low] = whole.to_be_bytes();
        *sum = low;
        carry = u16::from(high);
    }
    sum
}

fn subtract(a: [u8; 32], b: [u8; 32]) -> [u8; 32] {
    // The complement of a number, and one more, is what adds up with it to zero.
    let mut one = NOTHING;
    if let Some(last) = one.last_mut() {
        *last = 1;
    }
    add(a, add(b.map(|byte| !byte), one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_go_round_and_differences_come_back() {
        let most = [255; 32];
        let mut one = NOTHING;
        one[31] = 1;
        assert_eq!(add(most, one), NOTHING);
        assert_eq!(subtract(NOTHING, one), most);
        let (a, b): ([u8; 32], [u8; 32]) = (Sha256::digest("a").into(), Sha256::digest("b").into());
        assert_eq!(subtract(add(a, b), b), a);
        assert_eq!(add(a, b), add(b, a));
        assert_eq!(parse_hex(&hex(&a)), Some(a));
        assert_eq!(parse_hex("00"), None);
    }
}
