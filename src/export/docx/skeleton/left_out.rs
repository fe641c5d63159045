//! What of a Word file does not go into reports, by what it would do there.

use std::collections::BTreeSet;

/// Something that a Word file held and its skeleton does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Programs in the file, their keys and buttons.
    Macros,
    /// What leads out of the file: links, linked pictures, the template it was made from, fields that fetch.
    Links,
    /// Objects of other programs, controls, charts.
    Objects,
    /// Data that other programs put into the file.
    CustomXml,
    /// Comments, tracked changes, and who made them.
    Comments,
    /// Who wrote the file, and where.
    Names,
    /// Passwords and limits on what may be changed.
    Protection,
    /// Fields that ask for input.
    Fields,
    /// Fonts in the file.
    Fonts,
    /// Pictures of a kind that Word does not show, and those in front of points of lists.
    Pictures,
    /// Headers, footers and pictures that are referred to and are not there.
    Missing,
    /// Parts that nothing Word knows leads to.
    Strays,
}

/// All of it.
pub(super) type AllLeftOut = BTreeSet<LeftOut>;

/// What would be left out of a package where a relationship of a kind leads; `None` for what has its place in
/// every Word file, or says nothing outside the text that is not taken.
pub(super) fn of_kind(kind: &str) -> Option<LeftOut> {
    match kind.rsplit('/').next().unwrap_or_default() {
        "vbaProject"
        | "wordVbaData"
        | "vbaProjectSignature"
        | "vbaProjectSignatureAgile"
        | "vbaProjectSignatureV3"
        | "keyMapCustomizations"
        | "attachedToolbars"
        | "userCustomization"
        | "extensibility" => Some(LeftOut::Macros),
        "attachedTemplate"
        | "mailMergeSource"
        | "mailMergeHeaderSource"
        | "mailMergeRecipientData"
        | "recipientData"
        | "transform"
        | "frame" => Some(LeftOut::Links),
        "oleObject"
        | "package"
        | "control"
        | "activeXControlBinary"
        | "aFChunk"
        | "subDocument" => Some(LeftOut::Objects),
        "customXml" | "customXmlProps" => Some(LeftOut::CustomXml),
        "comments" | "commentsExtended" | "commentsIds" | "commentsExtensible" | "people"
        | "documenttasks" => Some(LeftOut::Comments),
        "custom-properties" => Some(LeftOut::Names),
        "font" => Some(LeftOut::Fonts),
        "officeDocument"
        | "styles"
        | "stylesWithEffects"
        | "numbering"
        | "settings"
        | "webSettings"
        | "fontTable"
        | "theme"
        | "themeOverride"
        | "header"
        | "footer"
        | "footnotes"
        | "endnotes"
        | "image"
        | "hdphoto"
        | "hyperlink"
        | "chart"
        | "chartEx"
        | "chartColorStyle"
        | "chartStyle"
        | "chartUserShapes"
        | "diagramData"
        | "diagramLayout"
        | "diagramQuickStyle"
        | "diagramColors"
        | "diagramDrawing"
        | "core-properties"
        | "extended-properties"
        | "thumbnail"
        | "glossaryDocument"
        | "printerSettings"
        | "classificationlabels"
        | "ctrlProp"
        | "ink"
        | "bibliography" => None,
        _ => Some(LeftOut::Strays),
    }
}
