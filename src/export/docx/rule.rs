//! The three rules of the decree as drawn lines: under the issuer, the tiêu ngữ and the trích yếu.

use super::Part;
use crate::export::ExportError;

/// English Metric Units in a twip.
const EMU_PER_TWIP: u32 = 635;
/// From the text's line down to the rule, in twips.
const GAP: u32 = 45;

/// A black line under a line of text, centred.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Its length, in twips.
    pub(super) length: u32,
    /// The height of the line of text, in twips.
    pub(super) line_height: u32,
}

impl Rule {
    /// A rule under text of a size in half-points. A single line of Times New Roman is 1,15 em high.
    pub(super) fn under(size: u32, length: u32) -> Self {
        Self { length, line_height: size * 10 * 115 / 100 }
    }
}

/// Writes the run that holds the rule; it belongs to the last line of its paragraph.
pub(super) fn run(part: &mut Part<'_>, rule: Rule) -> Result<(), ExportError> {
    let id = part.next_drawing();
    let length = rule.length * EMU_PER_TWIP;
    let down = (rule.line_height + GAP) * EMU_PER_TWIP;
    part.xml.markup(&format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\
         <wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{id}\" \
         behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">\
         <wp:simplePos x=\"0\" y=\"0\"/>\
         <wp:positionH relativeFrom=\"column\"><wp:align>center</wp:align></wp:positionH>\
         <wp:positionV relativeFrom=\"line\"><wp:posOffset>{down}</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{length}\" cy=\"0\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>\
         <wp:docPr id=\"{id}\" name=\"Đường kẻ {id}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
         <wps:wsp><wps:cNvCnPr/><wps:spPr>\
         <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{length}\" cy=\"0\"/></a:xfrm>\
         <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>\
         <a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>\
         </wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>\
         </w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    ));
    Ok(())
}
