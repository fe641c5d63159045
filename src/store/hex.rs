//! Hashes as texts: 64 hexadecimal digits.

use sha2::{Digest as _, Sha256};

use std::fmt::Write as _;

/// The hash of no content, and what the chain of the log begins with.
pub(super) const NOTHING: [u8; 32] = [0; 32];

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ok = write!(hex, "{byte:02x}");
    }
    hex
}

pub(super) fn parse_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = NOTHING;
    if text.len() != 64 {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The SHA-256 of some bytes, in hex digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
