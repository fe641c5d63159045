//! Contrast as WCAG 2.2 reckons it (1.4.3 for text, 1.4.11 for signs), and the font.

use super::*;

/// Text of any size that the program uses.
const TEXT: f64 = 4.5;
/// What is told by a shape: signs, bars, the edges of fields.
const SIGN: f64 = 3.0;

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Things stand on it.
    Ground,
    /// Words and signs.
    Words,
    /// Words on a ground of its own.
    WordsOn(Color32),
    /// Shapes that have to be seen.
    Shape,
    /// Ornament: what it parts is told apart without it, by place and headings.
    Ornament,
}

/// Every colour of a theme with what it is for. One that is not named here does not compile.
fn screen(tokens: &Tokens) -> Vec<(&'static str, Color32, Use)> {
    let Tokens {
        ground,
        surface,
        computed,
        text,
        text_second,
        border,
        field_border,
        accent,
        on_accent,
        selected,
        good,
        warning,
        error,
        paper: _,
    } = *tokens;
    vec![
        ("ground", ground, Use::Ground),
        ("surface", surface, Use::Ground),
        ("computed", computed, Use::Ground),
        ("selected", selected, Use::Ground),
        ("text", text, Use::Words),
        ("text_second", text_second, Use::Words),
        ("accent", accent, Use::Words),
        ("good", good, Use::Words),
        ("warning", warning, Use::Words),
        ("error", error, Use::Words),
        ("on_accent", on_accent, Use::WordsOn(accent)),
        ("field_border", field_border, Use::Shape),
        ("border", border, Use::Ornament),
    ]
}

/// The same of the printed page.
fn page(paper: &Paper) -> Vec<(&'static str, Color32, Use)> {
    let Paper { ground, ink, edge, marked, hovered, light_tone, dark_tone } = *paper;
    vec![
        ("paper", ground, Use::Ground),
        // Only words are marked and hovered.
        ("ink on what is marked", ink, Use::WordsOn(marked)),
        ("ink on what is hovered", ink, Use::WordsOn(hovered)),
        ("ink", ink, Use::Words),
        ("light_tone", light_tone, Use::Shape),
        ("dark_tone", dark_tone, Use::Shape),
        ("edge", edge, Use::Ornament),
    ]
}

/// The pairs that cannot be told apart well enough, each with its contrast.
fn faults(colours: &[(&'static str, Color32, Use)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ask = |name: &str, color: Color32, (on, ground): (&str, Color32), least: f64| {
        let ratio = contrast(color, ground);
        if ratio < least {
            faults.push(format!("{name} on {on}: {ratio:.2}, not {least}"));
        }
    };
    let grounds = colours.iter().filter(|(_, _, purpose)| *purpose == Use::Ground);
    for (name, color, purpose) in colours {
        let least = match purpose {
            Use::Ground | Use::Ornament => continue,
            Use::WordsOn(ground) => {
                ask(name, *color, ("its own ground", *ground), TEXT);
                continue;
            }
            Use::Words => TEXT,
            Use::Shape => SIGN,
        };
        for (on, ground, _) in grounds.clone() {
            ask(name, *color, (on, *ground), least);
        }
    }
    faults
}

fn luminance(color: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
}

/// From 1 to 21.
fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.001);
    assert!((contrast(rgb(0x0076_7676), Color32::WHITE) - 4.54).abs() < 0.005);
    assert!((contrast(rgb(0x00FF_0000), Color32::WHITE) - 4.0).abs() < 0.005);
}

#[test]
fn every_colour_stands_out_on_every_ground() {
    for tokens in [LIGHT, DARK] {
        assert_eq!(faults(&screen(&tokens)), Vec::<String>::new());
        assert_eq!(faults(&page(&tokens.paper)), Vec::<String>::new());
    }
}

/// The question above can be answered with no.
#[test]
fn a_colour_that_does_not_stand_out_is_found() {
    let faint = Tokens { text_second: rgb(0x008C_959F), ..LIGHT };
    assert_eq!(faults(&screen(&faint)).len(), 4);
    let faint = Tokens { on_accent: LIGHT.text, field_border: LIGHT.border, ..LIGHT };
    assert_eq!(faults(&screen(&faint)).len(), 5);
}

/// The accent that lies over a selection dims what stands in its cells as well.
#[test]
fn what_stands_in_a_selection_can_be_read() {
    for tokens in [LIGHT, DARK] {
        let dimmed = |color: Color32| color.blend(tokens.accent.gamma_multiply(SELECTION_SHARE));
        for ground in [tokens.surface, tokens.computed] {
            for text in [tokens.text, tokens.text_second] {
                let ratio = contrast(dimmed(text), dimmed(ground));
                assert!(ratio >= TEXT, "{text:?} on {ground:?}: {ratio:.2}");
            }
            for sign in [tokens.error, tokens.warning, tokens.accent] {
                let ratio = contrast(dimmed(sign), dimmed(ground));
                assert!(ratio >= SIGN, "{sign:?} on {ground:?}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn a_bar_stands_out_on_its_track_and_a_month_beside_the_others() {
    for tokens in [LIGHT, DARK] {
        for (shape, on) in [
            (tokens.accent, tokens.border),
            (tokens.good, tokens.border),
            (tokens.paper.dark_tone, tokens.paper.light_tone),
        ] {
            let ratio = contrast(shape, on);
            assert!(ratio >= SIGN, "{shape:?} on {on:?}: {ratio:.2}");
        }
    }
}

/// What egui draws by itself (buttons, menus, lists) in each of its states.
#[test]
fn the_widgets_of_egui_stand_out_too() {
    let ctx = Context::default();
    install(&ctx);
    for theme in [Theme::Light, Theme::Dark] {
        let style = ctx.style_of(theme);
        let visuals = &style.visuals;
        let widgets = &visuals.widgets;
        let states = [
            widgets.noninteractive,
            widgets.inactive,
            widgets.hovered,
            widgets.active,
            widgets.open,
        ];
        for state in states {
            for ground in [state.bg_fill, state.weak_bg_fill] {
                let ratio = contrast(state.fg_stroke.color, ground);
                assert!(ratio >= TEXT, "{theme:?} {state:?}: {ratio:.2}");
            }
        }
        let selection = visuals.selection;
        assert!(contrast(selection.stroke.color, selection.bg_fill) >= TEXT);
        let grounds = [
            visuals.panel_fill,
            visuals.window_fill,
            visuals.faint_bg_color,
            visuals.extreme_bg_color,
            visuals.code_bg_color,
            visuals.text_edit_bg_color(),
        ];
        let words = [
            visuals.text_color(),
            visuals.strong_text_color(),
            visuals.weak_text_color(),
            visuals.hyperlink_color,
            visuals.warn_fg_color,
            visuals.error_fg_color,
        ];
        for ground in grounds {
            for text in words {
                let ratio = contrast(text, ground);
                assert!(ratio >= TEXT, "{theme:?} {text:?} on {ground:?}: {ratio:.2}");
            }
        }
    }
}

/// The caret counts glyphs where it means letters: a font that makes two glyphs of "ụ" sends it,
/// and every key, one letter too far.
#[test]
fn every_letter_is_one_glyph() {
    const LETTERS: &str =
        "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
    let ctx = Context::default();
    install(&ctx);
    let text = format!("{LETTERS} {} các thủ tục, dịch vụ, họp, mẹ", LETTERS.to_uppercase());
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        for font in [body(), strong()] {
            let galley =
                ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.clone(), font, Color32::BLACK));
            let glyphs: String =
                galley.rows.iter().flat_map(|row| &row.glyphs).map(|g| g.chr).collect();
            assert_eq!(glyphs, text);
        }
    });
    output.textures_delta.clear();
}
