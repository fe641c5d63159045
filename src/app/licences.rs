//! Under which licences the program stands, and what is in it: every library with its version, the fonts, and the lists
//! of words.

/// A library in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licensed {
    /// Its name, as in `Cargo.lock`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Its licence: SPDX identifiers with AND and OR.
    pub licence: &'static str,
    /// Who holds the rights, as its own files say; empty where they say nothing.
    pub rights: &'static str,
}

/// The text of a licence.
#[derive(Debug, Clone, Copy)]
pub struct LicenceText {
    /// Its SPDX identifier.
    pub id: &'static str,
    /// What in the program stands under it.
    pub of: &'static str,
    /// All of it.
    pub words: &'static str,
}

/// One library to a line: name, version, licence and holders of rights, with tabs between them.
const LIBRARIES: &str = include_str!("../../assets/licenses/crates.txt");

/// Every library in the program on some system, by name.
pub fn libraries() -> impl Iterator<Item = Licensed> {
    LIBRARIES.lines().filter_map(|line| {
        let mut parts = line.split('\t');
        let mut next = || parts.next();
        Some(Licensed { name: next()?, version: next()?, licence: next()?, rights: next()? })
    })
}

macro_rules! text {
    ($id:literal, $file:literal, $of:literal) => {
        LicenceText {
            id: $id,
            of: $of,
            words: include_str!(concat!("../../assets/licenses/", $file, ".txt")),
        }
    };
}

/// The texts of the licences, once each.
pub const TEXTS: &[LicenceText] = &[
    text!("MIT", "MIT", "Báo cáo 06 và phần lớn thư viện: giấy phép MIT"),
    text!("Apache-2.0", "Apache-2.0", "Báo cáo 06 và phần lớn thư viện: hoặc giấy phép Apache 2.0"),
    text!("Zlib", "Zlib", "Thư viện theo giấy phép zlib"),
    text!("BSL-1.0", "BSL-1.0", "Thư viện theo giấy phép Boost 1.0"),
    text!("BSD-2-Clause", "BSD-2-Clause", "Thư viện theo giấy phép BSD 2 điều khoản"),
    text!("BSD-3-Clause", "BSD-3-Clause", "Thư viện theo giấy phép BSD 3 điều khoản"),
    text!("ISC", "ISC", "Thư viện theo giấy phép ISC"),
    text!("MPL-2.0", "MPL-2.0", "Thư viện theo giấy phép Mozilla 2.0"),
    text!(
        "WTFPL",
        "LibTomCrypt",
        "Thư viện mã hóa (chỉ trong bản có mã hóa tệp), không giữ bản quyền"
    ),
    text!("blessing", "blessing", "Cơ sở dữ liệu trong chương trình, không giữ bản quyền"),
    text!("Unicode-3.0", "Unicode-3.0", "Bảng chữ Unicode"),
    text!("OFL-1.1", "NotoSans-OFL", "Phông chữ Noto Sans"),
    text!("OFL-1.1", "Tinos-OFL", "Phông chữ Tinos"),
    text!("BSD-3-Clause", "Django-BSD-3-Clause", "Danh sách mật khẩu thường gặp (Django)"),
];
