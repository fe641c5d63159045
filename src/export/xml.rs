//! Writing XML: the one place where text is escaped and where characters that XML 1.0 forbids
//! are removed.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::ExportError;

/// An attribute: name and value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// An XML part in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A part with its declaration.
    pub(super) fn new() -> Result<Self, ExportError> {
        let mut writer = Writer::new(Vec::new());
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        writer.write_event(Event::Decl(declaration))?;
        Ok(Self { writer })
    }

    /// A start tag.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute]) -> Result<(), ExportError> {
        let tag = tag(name, attributes);
        Ok(self.writer.write_event(Event::Start(tag))?)
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &str) -> Result<(), ExportError> {
        Ok(self.writer.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// An element without content.
    pub(super) fn empty(
        &mut self,
        name: &str,
        attributes: &[Attribute],
    ) -> Result<(), ExportError> {
        let tag = tag(name, attributes);
        Ok(self.writer.write_event(Event::Empty(tag))?)
    }

    /// An element that holds text only.
    pub(super) fn text(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        text: &str,
    ) -> Result<(), ExportError> {
        self.open(name, attributes)?;
        let text = allowed(text);
        self.writer.write_event(Event::Text(BytesText::new(&text)))?;
        self.close(name)
    }

    /// Markup that is part of the program.
    pub(super) fn markup(&mut self, markup: &str) {
        self.writer.get_mut().extend_from_slice(markup.as_bytes());
    }

    /// The finished part.
    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}

fn tag<'a>(name: &'a str, attributes: &[Attribute<'a>]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, allowed(value).as_ref()));
    }
    tag
}

/// The text without the characters that XML 1.0 forbids (Char production, section 2.2).
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    // Nearly no text has any of the bytes that such characters are made of.
    let may_have_some = text.bytes().any(|byte| byte < b' ' || byte == 0xEF);
    if may_have_some && text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, ""))
    } else {
        Cow::Borrowed(text)
    }
}

fn is_forbidden(c: char) -> bool {
    let is_allowed_control = matches!(c, '\t' | '\n' | '\r');
    (c < ' ' && !is_allowed_control) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_cleaned() {
        let mut xml = Xml::new().unwrap();
        xml.text("t", &[("a", "\"<\u{1}&")], "a\u{0}b ]]> <&> \u{FFFE}é").unwrap();
        let text = String::from_utf8(xml.finish()).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <t a=\"&quot;&lt;&amp;\">ab ]]&gt; &lt;&amp;&gt; é</t>"
        );
    }
}
