//! Paragraphs of headers and footers: their runs, fields and tabs.

use super::super::partial::{Partial, bounded};
use super::super::tree::Node;
use super::Reader;
use crate::pages::header::{
    Anchored, BandParagraph, From, Inline, Letters, PictureAt, Position, TabAlign,
};

/// How deep runs may lie in links and marked places.
const DEPTH_MAX: usize = 20;

/// A paragraph in the making.
struct Open {
    paragraph: BandParagraph,
    /// What its style says.
    style: Partial,
    fields: Vec<Field>,
}

/// A field in the making.
struct Field {
    instruction: String,
    letters: Letters,
    is_result: bool,
    /// Whether its result is shown by a piece of its own.
    is_known: bool,
}

impl Field {
    /// The piece that shows what the field says, where it is one of ours.
    fn inline(&self) -> Option<Inline> {
        let letters = self.letters.clone();
        let command = self.instruction.split_whitespace().next()?;
        match command.to_ascii_uppercase().as_str() {
            "PAGE" => Some(Inline::PageNumber(letters)),
            "NUMPAGES" => Some(Inline::NumPages(letters)),
            _ => None,
        }
    }
}

impl Open {
    /// Whether what is read now is not shown: the instruction of a field, or a result that a piece
    /// of its own shows.
    fn is_hidden(&self) -> bool {
        self.fields.iter().any(|field| !field.is_result || field.is_known)
    }

    fn push(&mut self, inline: Inline) {
        if !self.is_hidden() {
            self.paragraph.inlines.push(inline);
        }
    }

    /// Adds words to those before, where they look alike.
    fn push_text(&mut self, text: &str, letters: &Letters) {
        if self.is_hidden() || text.is_empty() {
            return;
        }
        match self.paragraph.inlines.last_mut() {
            Some(Inline::Text(last, own)) if own == letters => last.push_str(text),
            _ => self.paragraph.inlines.push(Inline::Text(text.to_owned(), letters.clone())),
        }
    }

    fn show_field(&mut self) {
        let inline = self.fields.last().and_then(Field::inline);
        if let Some(field) = self.fields.last_mut() {
            field.is_result = true;
            field.is_known = inline.is_some();
        }
        let is_hidden_around = self.fields.iter().rev().skip(1).any(|f| !f.is_result || f.is_known);
        if let Some(inline) = inline.filter(|_| !is_hidden_around) {
            self.paragraph.inlines.push(inline);
        }
    }

    fn field_char(&mut self, kind: Option<&str>, letters: &Letters) {
        match kind {
            Some("begin") => self.fields.push(Field {
                instruction: String::new(),
                letters: letters.clone(),
                is_result: false,
                is_known: false,
            }),
            Some("separate") => self.show_field(),
            Some("end") => {
                if self.fields.last().is_some_and(|field| !field.is_result) {
                    self.show_field();
                }
                self.fields.pop();
            }
            _ => {}
        }
    }
}

impl Reader<'_> {
    /// A paragraph.
    pub(super) fn paragraph(&mut self, node: &Node) -> BandParagraph {
        let properties = node.child("w:pPr");
        let id = properties.and_then(|own| own.child("w:pStyle")).and_then(Node::value);
        let style = self.styles.paragraph(id);
        let mut all = style.clone();
        let mut own = Partial::default();
        own.take_all(properties);
        all.overlay(&own);
        let mark = properties.and_then(|own| own.child("w:rPr"));
        let paragraph = BandParagraph {
            style_id: id.unwrap_or_default().to_owned(),
            style: self.styles.with_font(all.clone()).style(),
            letters: self.letters_of(&style, mark).0,
            tabs: all.tab_stops(),
            rules: all.rules(),
            frame: properties.and_then(|own| own.child("w:framePr")).map(frame),
            ..BandParagraph::default()
        };
        let mut open = Open { paragraph, style, fields: Vec::new() };
        self.runs(node, &mut open, 0);
        open.paragraph
    }

    /// The letters of a run in a paragraph of a style, and whether they are written as capitals.
    fn letters_of(&self, style: &Partial, run: Option<&Node>) -> (Letters, bool) {
        let mut all = style.clone();
        let id = run.and_then(|run| run.child("w:rStyle")).and_then(Node::value);
        if let Some(id) = id {
            all.overlay(&self.styles.letters(id));
        }
        let mut own = Partial::default();
        own.take_all(run);
        all.overlay(&own);
        let is_capital = all.is_capital();
        (self.styles.with_font(all).letters(), is_capital)
    }

    fn runs(&mut self, node: &Node, open: &mut Open, depth: usize) {
        if depth > DEPTH_MAX {
            return;
        }
        for child in &node.children {
            match child.name.as_str() {
                "w:r" => self.run(child, open),
                "w:fldSimple" => {
                    let first = child.find("w:rPr");
                    let (letters, _) = self.letters_of(&open.style, first);
                    open.field_char(Some("begin"), &letters);
                    if let Some(field) = open.fields.last_mut() {
                        field.instruction.push_str(child.get("w:instr").unwrap_or_default());
                    }
                    open.field_char(Some("separate"), &letters);
                    self.runs(child, open, depth + 1);
                    open.field_char(Some("end"), &letters);
                }
                "w:sdt" => {
                    if let Some(content) = child.child("w:sdtContent") {
                        self.runs(content, open, depth + 1);
                    }
                }
                "w:hyperlink" | "w:smartTag" | "w:ins" | "w:customXml" | "w:dir" => {
                    self.runs(child, open, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Node, open: &mut Open) {
        let properties = run.child("w:rPr");
        if properties.is_some_and(|own| own.is_on("w:vanish")) {
            return;
        }
        let (letters, is_capital) = self.letters_of(&open.style, properties);
        for piece in &run.children {
            if !self.spend_piece() {
                return;
            }
            match piece.name.as_str() {
                "w:t" => {
                    let text = self.spend_letters(&piece.text);
                    match is_capital {
                        true => open.push_text(&text.to_uppercase(), &letters),
                        false => open.push_text(text, &letters),
                    }
                }
                "w:noBreakHyphen" => open.push_text("\u{2011}", &letters),
                "w:tab" => open.push(Inline::Tab(None, letters.clone())),
                "w:ptab" => {
                    let align = match piece.get("w:alignment") {
                        Some("center") => TabAlign::Centre,
                        Some("right") => TabAlign::Right,
                        _ => TabAlign::Left,
                    };
                    open.push(Inline::Tab(Some(align), letters.clone()));
                }
                "w:br" if matches!(piece.get("w:type"), Some("page" | "column")) => {}
                "w:br" | "w:cr" => open.push(Inline::Break(letters.clone())),
                "w:fldChar" => open.field_char(piece.get("w:fldCharType"), &letters),
                "w:instrText" => {
                    if let Some(field) = open.fields.last_mut().filter(|field| !field.is_result) {
                        field.instruction.push_str(&piece.text);
                        field.letters = letters.clone();
                    }
                }
                "mc:AlternateContent" => {
                    // What a choice holds is what programs of today show.
                    let content = piece.child("mc:Choice").or_else(|| piece.child("mc:Fallback"));
                    for drawing in content.into_iter().flat_map(|content| &content.children) {
                        self.drawing(drawing, open);
                    }
                }
                _ => self.drawing(piece, open),
            }
        }
    }

    fn drawing(&mut self, node: &Node, open: &mut Open) {
        let placed = match node.name.as_str() {
            "w:drawing" => node.children.iter().find_map(|child| self.placed(child)),
            "w:pict" | "w:object" => super::picture::of_vml(node),
            _ => None,
        };
        match placed {
            Some(super::picture::Placed::Inline(picture)) => open.push(Inline::Picture(picture)),
            Some(super::picture::Placed::Anchored(anchored)) if !open.is_hidden() => {
                open.paragraph.anchored.push(anchored);
            }
            Some(super::picture::Placed::Anchored(Anchored { .. })) | None => {}
        }
    }
}

/// Where a framed paragraph stands from left to right; old Word puts page numbers into such.
fn frame(node: &Node) -> Position {
    let from = match node.get("w:hAnchor") {
        Some("page") => From::Page,
        Some("margin") => From::Margin,
        _ => From::Paragraph,
    };
    let place = match node.get("w:xAlign") {
        Some("center") => PictureAt::Centre,
        Some("right" | "outside") => PictureAt::End,
        Some(_) => PictureAt::Start,
        None => node.number("w:x").map_or(PictureAt::Start, |x| PictureAt::Offset(bounded(x))),
    };
    Position { from, place }
}
