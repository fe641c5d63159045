//! Word skeletons as offices make them: the one that is handed out, changed and packed again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use baocao06::app::look::office_look::OfficeLook;
use baocao06::export::docx::{self, Skeleton};
use baocao06::report::look::Look;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
/// English Metric Units in a twip.
const EMU: u32 = 635;

/// The parts of a skeleton.
pub(crate) struct OwnSkeleton {
    parts: BTreeMap<String, Vec<u8>>,
}

impl OwnSkeleton {
    /// The one that is handed out.
    pub(crate) fn handed_out() -> Self {
        let builtin = Skeleton::builtin(&Look::default()).unwrap();
        Self::of(docx::specimen(&builtin).unwrap())
    }

    /// The parts of a Word file.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            parts.insert(entry.name().unwrap().into_owned(), content);
        }
        Self { parts }
    }

    /// A part.
    pub(crate) fn get(&self, part: &str) -> &[u8] {
        &self.parts[part]
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// A part that may not be there.
    pub(crate) fn find(&self, part: &str) -> Option<&Vec<u8>> {
        self.parts.get(part)
    }

    /// Puts other words in place of some, everywhere in a part.
    pub(crate) fn change(mut self, part: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.parts[part].clone()).unwrap();
        assert!(text.contains(from), "{part}: {from}");
        self.parts.insert(part.to_owned(), text.replace(from, to).into_bytes());
        self
    }

    /// Changes the page set-up.
    pub(crate) fn section(self, from: &str, to: &str) -> Self {
        self.change("word/document.xml", from, to)
    }

    /// Another font for all letters.
    pub(crate) fn font(self, name: &str) -> Self {
        self.change("word/styles.xml", "Times New Roman", name)
    }

    /// Adds a part as it is.
    pub(crate) fn part(mut self, name: &str, content: &[u8]) -> Self {
        self.parts.insert(name.to_owned(), content.to_vec());
        self
    }

    /// Puts a header or footer of a kind: `element` is "header" or "footer", `kind` "default", "first"
    /// or "even". Its pictures are `logo.png` (`rIdLogo`) and whatever is put at `word/media/odd` (`rIdOdd`).
    pub(crate) fn band(mut self, element: &str, kind: &str, content: &str) -> Self {
        let name = format!("{element}-{kind}.xml");
        let tag = if element == "header" { "hdr" } else { "ftr" };
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:{tag} xmlns:w=\"{WORD}\" \
             xmlns:r=\"{OFFICE}\" xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" xmlns:a=\"{DRAWING}/main\" \
             xmlns:pic=\"{DRAWING}/picture\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
             xmlns:o=\"urn:schemas-microsoft-com:office:office\">{content}</w:{tag}>"
        );
        self = self.part(&format!("word/{name}"), xml.as_bytes());
        let links = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rIdLogo\" Type=\"{OFFICE}/image\" Target=\"media/logo.png\"/>\
             <Relationship Id=\"rIdOdd\" Type=\"{OFFICE}/image\" Target=\"media/odd\"/></Relationships>"
        );
        self = self.part(&format!("word/_rels/{name}.rels"), links.as_bytes());
        let id = format!("rId-{element}-{kind}");
        let link = format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{element}\" Target=\"{name}\"/></Relationships>"
        );
        self = self.change("word/_rels/document.xml.rels", "</Relationships>", &link);
        let entry = format!(
            "<Override PartName=\"/word/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{element}+xml\"/></Types>"
        );
        self = self.change("[Content_Types].xml", "</Types>", &entry);
        let reference = format!("<w:{element}Reference w:type=\"{kind}\" r:id=\"{id}\"/><w:pgSz ");
        let old = "<w:headerReference w:type=\"default\" r:id=\"rId4\"/>";
        let has_old = String::from_utf8_lossy(&self.parts["word/document.xml"]).contains(old);
        if has_old && element == "header" && kind == "default" {
            self = self.section(old, "");
        }
        self.section("<w:pgSz ", &reference)
    }

    /// Adds the logo: a blue disc on nothing.
    pub(crate) fn logo(self) -> Self {
        let disc = image::RgbaImage::from_fn(200, 200, |x, y| {
            let (x, y) = (f64::from(x) - 99.5, f64::from(y) - 99.5);
            let is_in = x.hypot(y) < 99.0;
            image::Rgba([20, 60, 160, if is_in { 255 } else { 0 }])
        });
        let mut bytes = Cursor::new(Vec::new());
        disc.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let entry = "<Default Extension=\"png\" ContentType=\"image/png\"/></Types>";
        self.part("word/media/logo.png", &bytes.into_inner()).change(
            "[Content_Types].xml",
            "</Types>",
            entry,
        )
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            package.write_all(content).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    /// What the program makes of the file.
    pub(crate) fn look(&self, look: Look) -> OfficeLook {
        let skeleton = Skeleton::from_office(&self.bytes()).unwrap();
        OfficeLook::of_own(look, skeleton, "khung.docx".to_owned())
    }
}

/// A paragraph of a header.
pub(crate) fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A run of a header.
pub(crate) fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A tab of a header.
pub(crate) fn tab() -> String {
    "<w:r><w:tab/></w:r>".to_owned()
}

/// A field of a header, as Word writes it.
pub(crate) fn word_field(properties: &str, instruction: &str) -> String {
    let letter = |content: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>");
    [
        letter("<w:fldChar w:fldCharType=\"begin\"/>"),
        letter(&format!("<w:instrText xml:space=\"preserve\"> {instruction} </w:instrText>")),
        letter("<w:fldChar w:fldCharType=\"separate\"/>"),
        letter("<w:t>99</w:t>"),
        letter("<w:fldChar w:fldCharType=\"end\"/>"),
    ]
    .concat()
}

fn graphic(id: &str, (width, height): (u32, u32)) -> String {
    let (width, height) = (width * EMU, height * EMU);
    format!(
        "<a:graphic><a:graphicData uri=\"{DRAWING}/picture\"><pic:pic><pic:nvPicPr>\
         <pic:cNvPr id=\"1\" name=\"a\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
         <a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
         </pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
}

/// A picture between words; its size in twips.
pub(crate) fn inline_picture(id: &str, size: (u32, u32)) -> String {
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{}\" cy=\"{}\"/><wp:docPr id=\"1\" name=\"a\"/>{}</wp:inline></w:drawing></w:r>",
        size.0 * EMU,
        size.1 * EMU,
        graphic(id, size)
    )
}

/// A picture at a place from the left edge and the top of its paragraph; `wrap` is an element.
pub(crate) fn anchored_picture(size: (u32, u32), at: (i32, i32), wrap: &str) -> String {
    let emu = |twips: i32| i64::from(twips) * i64::from(EMU);
    format!(
        "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"114300\" distR=\"114300\" simplePos=\"0\" \
         relativeHeight=\"2\" behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">\
         <wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"column\"><wp:posOffset>{}</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>{}</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{}\" cy=\"{}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>{wrap}\
         <wp:docPr id=\"1\" name=\"a\"/><wp:cNvGraphicFramePr/>{}</wp:anchor></w:drawing></w:r>",
        emu(at.0),
        emu(at.1),
        size.0 * EMU,
        size.1 * EMU,
        graphic("rIdLogo", size)
    )
}
