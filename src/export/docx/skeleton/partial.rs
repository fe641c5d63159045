//! What a style, a paragraph or a run says of its look: the rest comes from what it is based on.

use super::tree::Node;
use crate::pages::header::{BandRule, Letters, TabAlign, TabStop, Underline};
use crate::pages::style::FontName;
use crate::pages::style::{Contextual, Justify, LineHeight, Style};

/// The largest letters, in half-points: Word's own limit.
const SIZE_MAX: u32 = 3276;
/// No length on a page is longer, in twips: Word's own limit.
pub(super) const LENGTH_MAX: u32 = 31_680;

/// What is said; `None` where nothing is.
#[derive(Default, Clone)]
pub(super) struct Partial {
    size: Option<u32>,
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    caps: Option<bool>,
    pub(super) justify: Option<Justify>,
    before: Option<u32>,
    after: Option<u32>,
    contextual: Option<bool>,
    line: Option<u32>,
    line_rule: Option<String>,
    left: Option<i32>,
    right: Option<i32>,
    first_line: Option<i32>,
    keep_next: Option<bool>,
    /// Its name; behind a "+" one of the theme.
    pub(super) font: Option<String>,
    pub(super) colour: Option<String>,
    /// Tab stops; one without an alignment takes that of the style away.
    tabs: Vec<(i32, Option<TabAlign>)>,
    rules: [Option<BandRule>; 2],
}

impl Partial {
    /// Takes what the elements in `properties` say: a `w:pPr` or a `w:rPr`.
    pub(super) fn take_all(&mut self, properties: Option<&Node>) {
        for node in properties.into_iter().flat_map(|properties| &properties.children) {
            self.take_letters(node);
            self.take_paragraph(node);
        }
    }

    fn take_letters(&mut self, node: &Node) {
        let is_on = !matches!(node.value(), Some("0" | "false" | "off" | "none"));
        match node.name.as_str() {
            "w:sz" => self.size = node.number("w:val").or(self.size).map(|n: u32| n.min(SIZE_MAX)),
            "w:rFonts" => {
                let of_theme = node.get("w:asciiTheme").map(|theme| format!("+{theme}"));
                let own = node.get("w:ascii").map(str::to_owned);
                self.font = of_theme.or(own).or(self.font.take());
            }
            "w:color" => self.colour = node.value().map(str::to_owned).or(self.colour.take()),
            "w:b" => self.bold = Some(is_on),
            "w:i" => self.italic = Some(is_on),
            "w:u" => self.underline = Some(is_on),
            "w:caps" => self.caps = Some(is_on),
            _ => {}
        }
    }

    fn take_paragraph(&mut self, node: &Node) {
        let is_on = !matches!(node.value(), Some("0" | "false" | "off"));
        let number = |name: &str| node.number::<i32>(name).map(bounded);
        let length = |name: &str| node.number::<u32>(name).map(|length| length.min(LENGTH_MAX));
        match node.name.as_str() {
            "w:keepNext" => self.keep_next = Some(is_on),
            "w:contextualSpacing" => self.contextual = Some(is_on),
            "w:jc" => {
                self.justify = node.value().map(|value| match value {
                    "center" => Justify::Centre,
                    "right" | "end" => Justify::Right,
                    "both" | "distribute" => Justify::Both,
                    _ => Justify::Left,
                });
            }
            "w:spacing" => {
                self.before = length("w:before").or(self.before);
                self.after = length("w:after").or(self.after);
                if let Some(line) = length("w:line") {
                    self.line = Some(line);
                    self.line_rule = node.get("w:lineRule").map(str::to_owned);
                }
            }
            "w:ind" => {
                self.left = number("w:left").or_else(|| number("w:start")).or(self.left);
                self.right = number("w:right").or_else(|| number("w:end")).or(self.right);
                let hanging = number("w:hanging").map(|hanging| -hanging);
                self.first_line = hanging.or_else(|| number("w:firstLine")).or(self.first_line);
            }
            "w:tabs" => self.tabs.extend(node.all("w:tab").filter_map(tab)),
            "w:pBdr" => {
                for (rule, name) in self.rules.iter_mut().zip(["w:top", "w:bottom"]) {
                    *rule = node.child(name).map(self::rule).or(*rule);
                }
            }
            _ => {}
        }
    }

    /// Lays what is said nearer to the text over this.
    pub(super) fn overlay(&mut self, own: &Self) {
        let own = own.clone();
        self.size = own.size.or(self.size);
        self.bold = own.bold.or(self.bold);
        self.italic = own.italic.or(self.italic);
        self.underline = own.underline.or(self.underline);
        self.caps = own.caps.or(self.caps);
        self.justify = own.justify.or(self.justify);
        self.before = own.before.or(self.before);
        self.after = own.after.or(self.after);
        self.contextual = own.contextual.or(self.contextual);
        if own.line.is_some() {
            self.line = own.line;
            self.line_rule = own.line_rule;
        }
        self.left = own.left.or(self.left);
        self.right = own.right.or(self.right);
        self.first_line = own.first_line.or(self.first_line);
        self.keep_next = own.keep_next.or(self.keep_next);
        self.font = own.font.or(self.font.take());
        self.colour = own.colour.or(self.colour.take());
        self.tabs.extend(own.tabs);
        let [above, below] = own.rules;
        let [own_above, own_below] = self.rules;
        self.rules = [above.or(own_above), below.or(own_below)];
    }

    /// How a paragraph looks.
    pub(super) fn style(&self) -> Style {
        let line = match (self.line, self.line_rule.as_deref()) {
            (Some(line), Some("exact")) => LineHeight::Exactly(line),
            (Some(line), Some("atLeast")) => LineHeight::AtLeast(line),
            (Some(line), _) => LineHeight::Of240(line),
            (None, _) => LineHeight::Of240(240),
        };
        let Letters { font, size, weight, slant, colour, .. } = self.letters();
        Style {
            font,
            size,
            weight,
            slant,
            colour,
            justify: self.justify.unwrap_or_default(),
            before: self.before.unwrap_or(0),
            after: self.after.unwrap_or(0),
            contextual: Contextual::from(self.contextual.unwrap_or(false)),
            line,
            left: self.left.unwrap_or(0),
            right: self.right.unwrap_or(0),
            first_line: self.first_line.unwrap_or(0),
            keep_next: self.keep_next.unwrap_or(false).into(),
        }
    }

    /// How letters look.
    pub(super) fn letters(&self) -> Letters {
        let is_underlined = self.underline.unwrap_or(false);
        Letters {
            font: self.font.as_deref().map(FontName::new).unwrap_or_default(),
            // Word's own usual size, where nobody says one.
            size: self.size.unwrap_or(20),
            weight: self.bold.unwrap_or(false).into(),
            slant: self.italic.unwrap_or(false).into(),
            underline: if is_underlined { Underline::Single } else { Underline::None },
            colour: self.colour.as_deref().and_then(colour),
        }
    }

    /// Whether its letters are written as capitals.
    pub(super) fn is_capital(&self) -> bool {
        self.caps.unwrap_or(false)
    }

    /// The lines above and below a paragraph.
    pub(super) fn rules(&self) -> [BandRule; 2] {
        self.rules.map(Option::unwrap_or_default)
    }

    /// The tab stops of a paragraph, from left to right.
    pub(super) fn tab_stops(&self) -> Vec<TabStop> {
        let mut stops: Vec<TabStop> = Vec::new();
        for (at, align) in &self.tabs {
            stops.retain(|stop| stop.at != *at);
            stops.extend(align.map(|align| TabStop { at: *at, align }));
        }
        stops.sort_by_key(|stop| stop.at);
        stops
    }
}

fn tab(node: &Node) -> Option<(i32, Option<TabAlign>)> {
    let at = bounded(node.number("w:pos")?);
    let align = match node.value() {
        Some("clear") => None,
        Some("center") => Some(TabAlign::Centre),
        Some("right" | "end" | "decimal") => Some(TabAlign::Right),
        // A bar is a line, not a stop.
        Some("bar") => return None,
        _ => Some(TabAlign::Left),
    };
    Some((at, align))
}

/// A border: its thickness in eighths of a point, its distance in points.
pub(super) fn rule(node: &Node) -> BandRule {
    let is_drawn = !matches!(node.value(), None | Some("nil" | "none"));
    let eighths: u32 = node.number("w:sz").unwrap_or(4);
    // A point is 20 twips.
    let thickness = if is_drawn { (eighths.min(96) * 20 / 8).max(5) } else { 0 };
    let distance = node.number::<u32>("w:space").unwrap_or(0).min(31) * 20;
    BandRule { thickness, distance }
}

/// "FF0000"; black and "auto" are no colour.
fn colour(text: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6)?;
    let [_, red, green, blue] = number.to_be_bytes();
    ((red, green, blue) != (0, 0, 0)).then_some([red, green, blue])
}

/// A length that fits a page, whatever the file says.
pub(super) fn bounded(length: i32) -> i32 {
    let most = i32::try_from(LENGTH_MAX).unwrap_or(i32::MAX);
    length.clamp(-most, most)
}
