//! The document as a reader sees it: sections of paragraphs and tables, with effective properties.

use super::numbering::Numbering;
use super::package::{DOCUMENT, Package};
use super::styles::{Properties, Styles};
use super::xml::Node;

/// A document that was read.
pub(super) struct Word {
    pub(super) sections: Vec<Section>,
    pub(super) styles: Styles,
}

/// Pages of one set-up.
pub(super) struct Section {
    /// Its `w:sectPr`.
    pub(super) page: Node,
    pub(super) blocks: Vec<Block>,
}

/// What stands on a page.
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph.
pub(super) struct Paragraph {
    /// Its words, the number that Word gives it in front.
    pub(super) text: String,
    /// Paragraph properties, and those its runs begin with.
    pub(super) look: Properties,
    pub(super) runs: Vec<Run>,
    /// The rule drawn under it.
    pub(super) rule: Option<Rule>,
    /// Its element.
    pub(super) node: Node,
}

/// Text of one look.
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Properties,
}

/// A drawn straight line.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// Twips.
    pub(super) length: i64,
    pub(super) colour: String,
    /// `line`, with no dashes and no doubles, is solid and single.
    pub(super) kind: String,
}

/// A table.
pub(super) struct Table {
    pub(super) node: Node,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
pub(super) struct Row {
    pub(super) node: Node,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a table.
pub(super) struct Cell {
    /// Whether it goes on with the cell above.
    pub(super) merge: Option<String>,
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Word {
    /// Reads the document of a package.
    pub(super) fn read(package: &Package) -> Self {
        let styles = Styles::read(package.tree("word/styles.xml"));
        let mut numbering = Numbering::read(package.tree("word/numbering.xml"));
        let tree = package.tree(DOCUMENT);
        let mut sections = Vec::new();
        let mut blocks = Vec::new();
        for node in tree.at("w:body").into_iter().flat_map(Node::nodes) {
            match node.name.as_str() {
                "w:p" => {
                    blocks.push(Block::Paragraph(paragraph(node, &styles, &mut numbering)));
                    if let Some(page) = node.at("w:pPr/w:sectPr") {
                        let blocks = std::mem::take(&mut blocks);
                        sections.push(Section { page: page.clone(), blocks });
                    }
                }
                "w:tbl" => blocks.push(Block::Table(table(node, &styles, &mut numbering))),
                "w:sectPr" => {
                    let blocks = std::mem::take(&mut blocks);
                    sections.push(Section { page: node.clone(), blocks });
                }
                _ => {}
            }
        }
        Self { sections, styles }
    }

    /// Every paragraph, those in tables too.
    pub(super) fn paragraphs(&self) -> Vec<&Paragraph> {
        self.sections.iter().flat_map(|section| &section.blocks).flat_map(Block::inner).collect()
    }
}

impl Block {
    /// The paragraph, or those of the table.
    pub(super) fn inner(&self) -> Vec<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).collect()
            }
        }
    }
}

impl Section {
    /// The width of the text, in twips.
    pub(super) fn text_width(&self) -> i64 {
        let page = |path: &str, name: &str| self.page.number(path, name).unwrap_or(0);
        page("w:pgSz", "w:w") - page("w:pgMar", "w:left") - page("w:pgMar", "w:right")
    }

    /// Whether its pages lie on their side.
    pub(super) fn is_landscape(&self) -> bool {
        self.page.value("w:pgSz", "w:orient") == Some("landscape")
    }

    /// Its tables.
    pub(super) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
    }
}

impl Table {
    /// The kinds of its border lines: top, left, bottom, right, insideH, insideV.
    pub(super) fn borders(&self) -> Vec<(&str, &str)> {
        let borders = self.node.at("w:tblPr/w:tblBorders").into_iter().flat_map(Node::nodes);
        let sides = borders.map(|side| {
            let kind = side.attribute("w:val").unwrap_or("");
            (kind, side.attribute("w:color").unwrap_or("auto"))
        });
        sides.collect()
    }

    /// Whether it has no line at all.
    pub(super) fn is_unruled(&self) -> bool {
        let borders = self.borders();
        borders.len() == 6 && borders.iter().all(|(kind, _)| matches!(*kind, "nil" | "none"))
    }

    /// The widths of its columns, in twips.
    pub(super) fn columns(&self) -> Vec<i64> {
        let columns = self.node.at("w:tblGrid").into_iter().flat_map(Node::nodes);
        columns.map(|c| c.attribute("w:w").and_then(|w| w.parse().ok()).unwrap_or(0)).collect()
    }
}

impl Row {
    /// Whether it has a property such as `w:cantSplit`.
    pub(super) fn is(&self, property: &str) -> bool {
        let found = self.node.at("w:trPr").and_then(|row| row.at(property));
        found.is_some_and(|p| !matches!(p.attribute("w:val"), Some("0" | "false" | "off")))
    }
}

impl Paragraph {
    /// Whether it has no words and no picture.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && !self.node.has("w:drawing")
    }

    /// Whether a property holds for every run with words.
    pub(super) fn every(&self, is: impl Fn(&Properties) -> bool) -> bool {
        let mut words = self.runs.iter().filter(|run| !run.text.trim().is_empty());
        words.all(|run| is(&run.look))
    }

    /// Bold from its first word to the last.
    pub(super) fn is_bold(&self) -> bool {
        self.every(|look| look.is_on("w:b"))
    }

    /// No word of it is bold.
    pub(super) fn is_light(&self) -> bool {
        self.every(|look| !look.is_on("w:b"))
    }

    /// Leaning from its first word to the last.
    pub(super) fn is_italic(&self) -> bool {
        self.every(|look| look.is_on("w:i"))
    }

    /// No word of it leans.
    pub(super) fn is_upright(&self) -> bool {
        self.every(|look| !look.is_on("w:i"))
    }

    /// Every word has a size of these, in half-points.
    pub(super) fn is_of_size(&self, sizes: std::ops::RangeInclusive<i64>) -> bool {
        self.every(|look| sizes.contains(&look.number("w:sz@w:val")))
    }

    /// In the middle, without an indent.
    pub(super) fn is_centred(&self) -> bool {
        let indents = ["w:firstLine", "w:hanging", "w:left", "w:right"];
        self.look.get("w:jc@w:val") == Some("center")
            && indents.iter().all(|side| self.look.number(&format!("w:ind@{side}")) == 0)
    }

    /// No small letter in it.
    pub(super) fn is_capitals(&self) -> bool {
        !self.text.chars().any(char::is_lowercase)
    }

    /// The level in the navigation pane, from 0.
    pub(super) fn outline(&self) -> Option<i64> {
        let level = self.look.get("w:outlineLvl@w:val")?.parse().ok()?;
        (level < 9).then_some(level)
    }
}

fn table(node: &Node, styles: &Styles, numbering: &mut Numbering) -> Table {
    let mut rows = Vec::new();
    for row in node.named("w:tr") {
        let mut cells = Vec::new();
        for cell in row.named("w:tc") {
            let merge = cell.at("w:tcPr/w:vMerge");
            let merge = merge.map(|m| m.attribute("w:val").unwrap_or("continue").to_owned());
            let paragraphs = cell.named("w:p").map(|p| paragraph(p, styles, numbering)).collect();
            cells.push(Cell { merge, paragraphs });
        }
        rows.push(Row { node: row.clone(), cells });
    }
    Table { node: node.clone(), rows }
}

fn paragraph(node: &Node, styles: &Styles, numbering: &mut Numbering) -> Paragraph {
    let look = styles.of_paragraph(node);
    let mut text = numbering.label(&look);
    let mut runs = Vec::new();
    for run in node.named("w:r") {
        let words: String = run.nodes().map(words).collect();
        text.push_str(&words);
        runs.push(Run { look: styles.of_run(&look, run), text: words });
    }
    Paragraph { text, runs, rule: rule(node), node: node.clone(), look }
}

fn words(node: &Node) -> String {
    match node.name.as_str() {
        "w:t" => node.text(),
        "w:tab" => "\t".to_owned(),
        "w:br" | "w:cr" => "\n".to_owned(),
        "w:noBreakHyphen" => "-".to_owned(),
        _ => String::new(),
    }
}

/// The straight line that hangs on a paragraph.
fn rule(paragraph: &Node) -> Option<Rule> {
    const EMU_PER_TWIP: i64 = 635;
    let shapes = paragraph.below("wps:spPr");
    let shape = shapes.first()?;
    let length = shape.number("a:xfrm/a:ext", "cx")? / EMU_PER_TWIP;
    let line = shape.at("a:ln")?;
    let colour = line.value("a:solidFill/a:srgbClr", "val").unwrap_or("").to_owned();
    let is_plain = line.at("a:prstDash").is_none() && line.attribute("cmpd").is_none();
    let kind = if is_plain { shape.value("a:prstGeom", "prst").unwrap_or("") } else { "dashed" };
    Some(Rule { length, colour, kind: kind.to_owned() })
}
