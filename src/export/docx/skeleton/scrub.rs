//! Takes out of a part of a Word file what does not go into reports, and leaves all the rest as it is written:
//! pieces are cut out of the text, nothing is written anew.
//!
//! What refers to another part goes unless that part is taken along, together with the element that would
//! be broken without it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fields::{self, Way};
use super::left_out::{AllLeftOut, LeftOut};
use super::tree::{self, Element};

/// The namespaces of attributes that hold the id of a relationship: of the usual dialect and of the strict one.
const RELATIONSHIP_IDS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];
/// How far up the element is looked for that goes with one.
const DEPTH_MAX: usize = 100;
/// What stands in front of every part that is taken.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What is put in place of a piece of the text.
type Cut = (Range<usize>, String);

/// An element in the making, without what is left out.
struct Scrub<'a> {
    xml: &'a str,
    cuts: Vec<Cut>,
    left_out: &'a mut AllLeftOut,
}

/// A part without what does not go into reports; relationships are kept where `is_taken` says so of their ids.
/// `None` when it is not XML of a depth that Word writes.
pub(super) fn part(
    xml: &str,
    is_taken: impl Fn(&str) -> bool,
    left_out: &mut AllLeftOut,
) -> Option<String> {
    let document = tree::parse(xml)?;
    let root = document.root_element();
    let scrubbed = format!("{DECLARATION}{}", element(xml, root, is_taken, left_out)?);
    // Whatever the file did to mislead: what is taken can be read.
    tree::parse(&scrubbed)?;
    Some(scrubbed)
}

/// The same of an element with all that lies in it.
pub(super) fn element(
    xml: &str,
    root: Element<'_>,
    is_taken: impl Fn(&str) -> bool,
    left_out: &mut AllLeftOut,
) -> Option<String> {
    let is_deep = |element: Element<'_>| element.ancestors().nth(DEPTH_MAX).is_some();
    if root.descendants().any(is_deep) {
        return None;
    }
    let mut scrub = Scrub { xml, cuts: Vec::new(), left_out };
    for node in root.descendants() {
        if node.is_comment() || node.is_pi() {
            scrub.cut(node);
        } else if node.is_element() {
            scrub.look_at(node, &is_taken);
        }
    }
    for fields::Foreign { element, way, what } in fields::foreign(root) {
        scrub.left_out.extend(what);
        match way {
            Way::Whole => scrub.cut(element),
            Way::Tags => scrub.unwrap(element),
        }
    }
    scrub.text(root)
}

/// The ids of relationships that a part refers to.
pub(super) fn ids(xml: &str) -> BTreeSet<String> {
    let Some(document) = tree::parse(xml) else {
        return BTreeSet::new();
    };
    let elements = document.descendants();
    let ids = elements.flat_map(|element| element.attributes());
    ids.filter(is_id).map(|id| id.value().to_owned()).collect()
}

fn is_id(attribute: &roxmltree::Attribute<'_, '_>) -> bool {
    match attribute.namespace() {
        Some(namespace) => {
            RELATIONSHIP_IDS.contains(&namespace)
                || (namespace == tree::OFFICE_VML && attribute.name() == "relid")
        }
        None => false,
    }
}

impl Scrub<'_> {
    /// Leaves an element out with all that lies in it.
    fn cut(&mut self, element: Element<'_>) {
        self.cuts.push((element.range(), String::new()));
    }

    /// Leaves an element out for a reason that is told.
    fn cut_as(&mut self, element: Element<'_>, what: LeftOut) {
        self.left_out.insert(what);
        self.cut(element);
    }

    /// Leaves the tags of an element out; what lies in it stays.
    fn unwrap(&mut self, element: Element<'_>) {
        match tags(element) {
            Some(tags) => self.cuts.extend(tags.map(|tag| (tag, String::new()))),
            None => self.cut(element),
        }
    }

    /// Tells what is left out.
    fn tell(&mut self, what: LeftOut) {
        self.left_out.insert(what);
    }

    fn look_at(&mut self, element: Element<'_>, is_taken: &impl Fn(&str) -> bool) {
        let name = tree::name(element);
        match name.as_str() {
            "w:del" | "w:moveFrom" => return self.cut_as(element, LeftOut::Comments),
            "w:ins" | "w:moveTo" => {
                self.tell(LeftOut::Comments);
                return self.unwrap(element);
            }
            "w:permStart" | "w:permEnd" => return self.cut_as(element, LeftOut::Protection),
            "w:object" => self.without_object(element),
            "w:placeholder" | "w:footnote" | "w:endnote" => return self.cut(element),
            "w:footnoteReference" | "w:endnoteReference" => return self.cut(element),
            // A point of a list whose picture is gone has its letter.
            "w:numPicBullet" => return self.cut_as(element, LeftOut::Pictures),
            "w:lvlPicBulletId" => return self.cut(element),
            _ => {}
        }
        match element.tag_name().name() {
            "OLEObject" | "control" | "objectEmbed" | "objectLink" | "movie" | "contentPart"
            | "altChunk" | "subDoc" => return self.cut_as(element, LeftOut::Objects),
            "dataBinding" => return self.cut_as(element, LeftOut::CustomXml),
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                return self.cut_as(element, LeftOut::Comments);
            }
            "moveFromRangeStart" | "moveFromRangeEnd" | "moveToRangeStart" | "moveToRangeEnd" => {
                return self.cut(element);
            }
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" => {
                return self.cut_as(element, LeftOut::Links);
            }
            change if change.ends_with("Change") && name.starts_with("w:") => {
                return self.cut_as(element, LeftOut::Comments);
            }
            range if range.starts_with("customXml") && range.contains("Range") => {
                return self.cut(element);
            }
            _ => {}
        }
        self.without_broken_ids(element, &name, is_taken);
        self.without_traces(element, &name);
    }

    /// The picture that stands for an object of another program stays, as a picture.
    fn without_object(&mut self, object: Element<'_>) {
        self.tell(LeftOut::Objects);
        let is_drawing = |child: Element<'_>| tree::name(child) == "w:drawing";
        if object.children().any(is_drawing) {
            return self.unwrap(object);
        }
        let Some([open, close]) = tags(object) else {
            return self.cut(object);
        };
        let prefix = self.prefix(object);
        self.cuts.push((open, format!("<{prefix}pict>")));
        self.cuts.push((close, format!("</{prefix}pict>")));
    }

    /// Takes out what refers to parts that are not taken along.
    fn without_broken_ids(
        &mut self,
        element: Element<'_>,
        name: &str,
        is_taken: &impl Fn(&str) -> bool,
    ) {
        let broken = || element.attributes().filter(is_id).filter(|id| !is_taken(id.value()));
        if broken().next().is_none() {
            return;
        }
        match name {
            "w:hyperlink" => {
                self.tell(LeftOut::Links);
                self.unwrap(element);
            }
            "a:blip" => {
                let is_link = |id: &roxmltree::Attribute<'_, '_>| id.name() == "link";
                if broken().any(|id| is_link(&id)) {
                    self.tell(LeftOut::Links);
                }
                let has_picture = element
                    .attributes()
                    .any(|id| is_id(&id) && id.name() == "embed" && is_taken(id.value()));
                match has_picture {
                    true => self.cuts.extend(broken().map(|id| (id.range(), String::new()))),
                    false => self.cut_picture(element),
                }
            }
            "v:imagedata" if broken().all(|id| id.name() == "href") => {
                self.tell(LeftOut::Links);
                self.cuts.extend(broken().map(|id| (id.range(), String::new())));
            }
            "w:embedRegular" | "w:embedBold" | "w:embedItalic" | "w:embedBoldItalic" => {
                self.cut_as(element, LeftOut::Fonts);
            }
            _ => self.cut_holder(element),
        }
    }

    /// Leaves out a picture that is not there, with the frame around it.
    fn cut_picture(&mut self, blip: Element<'_>) {
        for holder in blip.ancestors().skip(1).take(DEPTH_MAX) {
            match tree::name(holder).as_str() {
                // The filling of a shape: the shape stays.
                "a:blipFill" => {
                    let filling = format!("<{}noFill/>", self.prefix(holder));
                    return self.cuts.push((holder.range(), filling));
                }
                // One of several in a group: the others stay.
                "pic:pic" => {
                    let group = holder.parent().map(|parent| tree::name(parent));
                    if group.is_some_and(|group| group.starts_with("wpg:")) {
                        return self.cut(holder);
                    }
                }
                "w:drawing" => return self.cut(holder),
                _ => {}
            }
        }
        self.cut(blip);
    }

    /// Leaves out an element that is nothing without the part that it refers to, with the frame around it.
    fn cut_holder(&mut self, element: Element<'_>) {
        let mut around = element.ancestors().take(DEPTH_MAX);
        let holder = around.find(|holder| {
            let name = tree::name(*holder);
            // An extension, as that with the same picture in another format, or a chart in its frame.
            matches!(name.as_str(), "a:ext" | "w:drawing")
        });
        if let Some(frame) = holder.filter(|holder| tree::name(*holder) == "w:drawing") {
            self.tell(LeftOut::Objects);
            return self.cut(frame);
        }
        self.cut(holder.unwrap_or(element));
    }

    /// Takes out addresses, and the folders of the person who put a picture there.
    fn without_traces(&mut self, element: Element<'_>, name: &str) {
        let is_vml = element.tag_name().namespace() == Some(tree::VML);
        for attribute in element.attributes() {
            let value = attribute.value();
            let is_path = value.contains('\\') || value.contains("://");
            match attribute.name() {
                "href" | "src" if is_vml && attribute.namespace() != Some(RELATIONSHIP_IDS[0]) => {
                    if !value.is_empty() && !value.starts_with('#') {
                        self.tell(LeftOut::Links);
                    }
                    self.cuts.push((attribute.range(), String::new()));
                }
                "ole" if is_vml => self.cuts.push((attribute.range(), String::new())),
                "descr" | "title" | "alt" if is_path => {
                    self.cuts.push((attribute.range(), String::new()));
                }
                // A name must be there.
                "name" if is_path && matches!(name, "wp:docPr" | "pic:cNvPr") => {
                    self.cuts.push((attribute.range(), "name=\"\"".to_owned()));
                }
                _ => {}
            }
        }
    }

    /// The prefix of an element as it is written, with its colon.
    fn prefix(&self, element: Element<'_>) -> String {
        let tag = self.xml.get(element.range().start + 1..).unwrap_or_default();
        let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next();
        let prefix = name.and_then(|name| name.split_once(':'));
        prefix.map_or_else(String::new, |(prefix, _)| format!("{prefix}:"))
    }

    /// The text of an element without its cuts; of two of which one lies in the other, the outer holds.
    fn text(mut self, root: Element<'_>) -> Option<String> {
        let Range { start, end } = root.range();
        self.cuts.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut text = String::new();
        let mut from = start;
        for (range, instead) in self.cuts {
            if range.start >= from {
                text.push_str(self.xml.get(from..range.start)?);
                text.push_str(&instead);
                from = range.end;
            }
        }
        text.push_str(self.xml.get(from..end)?);
        Some(text)
    }
}

/// The two tags of an element that has something in it.
fn tags(element: Element<'_>) -> Option<[Range<usize>; 2]> {
    let Range { start, end } = element.range();
    let (first, last) = (element.first_child()?, element.last_child()?);
    Some([start..first.range().start, last.range().end..end])
}
