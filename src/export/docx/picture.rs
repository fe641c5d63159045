//! Charts as drawings that stay sharp and can be edited in Word: a group of boxes, lines and words.

use super::paragraph::Styled;
use super::{LastBlock, Part};
use crate::document::Chart;
use crate::export::ExportError;
use crate::pages::chart::{PictureBox, PictureLine, PictureWords, in_words, picture};
use crate::pages::sheet::Role;

/// English Metric Units in a twip.
const EMU_PER_TWIP: u32 = 635;

/// Writes the name of a chart and its picture.
pub(super) fn chart(part: &mut Part<'_>, chart: &Chart) -> Result<(), ExportError> {
    Styled::new(Role::Caption, &chart.title).write(part)?;
    let picture = picture(chart, part.text_width);
    let id = part.next_drawing();
    let style = part.skeleton.id(Role::Picture);
    part.last = LastBlock::Paragraph;
    part.xml.open("w:p", &[])?;
    part.xml.open("w:pPr", &[])?;
    part.xml.empty("w:pStyle", &[("w:val", style)])?;
    part.xml.close("w:pPr")?;
    part.xml.markup("<w:r><mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing>");
    part.xml.markup("<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    let (width, height) = (emu(picture.width), emu(picture.height));
    part.xml.empty("wp:extent", &[("cx", &width), ("cy", &height)])?;
    let (id, name, words) = (id.to_string(), format!("Biểu đồ {id}"), in_words(chart));
    part.xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &words)])?;
    part.xml.markup(
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
         uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\">\
         <wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>",
    );
    part.xml.markup(&format!(
        "<a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>\
         <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm></wpg:grpSpPr>"
    ));
    for drawn in &picture.boxes {
        self::filled(part, drawn);
    }
    for line in &picture.lines {
        self::line(part, line);
    }
    for words in &picture.words {
        self::words(part, words)?;
    }
    part.xml.markup(
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>\
         </mc:AlternateContent></w:r>",
    );
    part.xml.close("w:p")
}

fn emu(twips: u32) -> String {
    twips.saturating_mul(EMU_PER_TWIP).to_string()
}

fn shape(geometry: &str, [x, y, width, height]: [u32; 4]) -> String {
    format!(
        "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>\
         <a:prstGeom prst=\"{geometry}\"><a:avLst/></a:prstGeom>",
        emu(x),
        emu(y),
        emu(width),
        emu(height)
    )
}

fn filled(part: &mut Part<'_>, drawn: &PictureBox) {
    let grey = drawn.tone.grey();
    let tone = format!("{grey:02X}{grey:02X}{grey:02X}");
    let shape = shape("rect", [drawn.x, drawn.y, drawn.width, drawn.height]);
    part.xml.markup(&format!(
        "<wps:wsp><wps:cNvSpPr/><wps:spPr>{shape}<a:solidFill><a:srgbClr val=\"{tone}\"/></a:solidFill>\
         <a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    ));
}

fn line(part: &mut Part<'_>, line: &PictureLine) {
    let ((left, top), (right, bottom)) = (line.from, line.to);
    let size = [left, top, right.saturating_sub(left), bottom.saturating_sub(top)];
    part.xml.markup(&format!(
        "<wps:wsp><wps:cNvCnPr/><wps:spPr>{}<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"000000\"/>\
         </a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>",
        shape("line", size)
    ));
}

fn words(part: &mut Part<'_>, words: &PictureWords) -> Result<(), ExportError> {
    let shape = shape("rect", [words.x, words.y, words.width, words.height]);
    let style = part.skeleton.id(Role::Picture);
    let size = words.size.to_string();
    let xml = &mut part.xml;
    xml.markup(&format!(
        "<wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr>{shape}<a:noFill/><a:ln><a:noFill/></a:ln>\
         </wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr>"
    ));
    xml.empty("w:pStyle", &[("w:val", style)])?;
    xml.markup(
        "<w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr>",
    );
    xml.empty("w:sz", &[("w:val", &size)])?;
    xml.empty("w:szCs", &[("w:val", &size)])?;
    xml.markup("</w:rPr>");
    xml.text("w:t", &[("xml:space", "preserve")], &words.text)?;
    xml.markup(
        "</w:r></w:p></w:txbxContent></wps:txbx>\
         <wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\">\
         <a:noAutofit/></wps:bodyPr></wps:wsp>",
    );
    Ok(())
}
