//! Colours, type and spacing: the only place that names a colour.

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Frame, Margin,
    Stroke, Style, TextStyle, Theme, Vec2, style::WidgetVisuals,
};

use crate::pages::letters;

/// Gap inside a group.
pub const GAP: f32 = 8.0;
/// Gap between groups.
pub const GAP_GROUP: f32 = 16.0;
/// Gap around a page.
pub const GAP_PAGE: f32 = 24.0;
/// Height of a field.
pub const FIELD_HEIGHT: f32 = 28.0;
/// Height of a line of text.
pub const LINE_HEIGHT: f32 = 20.0;
/// Height of a toolbar button.
pub const BUTTON_HEIGHT: f32 = 32.0;
/// Widest line of prose.
pub const PROSE_WIDTH: f32 = 900.0;
/// The family of semibold letters; egui makes none of its own.
pub const SEMIBOLD: &str = "semibold";

/// How much of the accent lies over the cells of a selection, and what stands in them.
pub const SELECTION_SHARE: f32 = 0.16;

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokens {
    /// Behind everything.
    pub ground: Color32,
    /// Cards and fields.
    pub surface: Color32,
    /// Behind what is computed.
    pub computed: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text: units, the period before's values, hints.
    pub text_second: Color32,
    /// Lines around cards and fields.
    pub border: Color32,
    /// Lines around fields: what can be typed looks typable.
    pub field_border: Color32,
    /// The one accent: focus, bars, links, the chief button.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind what is selected.
    pub selected: Color32,
    /// Complete, saved.
    pub good: Color32,
    /// Worth a look.
    pub warning: Color32,
    /// Wrong.
    pub error: Color32,
    /// The printed page, in both themes as it will come out of the printer.
    pub paper: Paper,
}

/// The colours of the printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The paper.
    pub ground: Color32,
    /// What is printed.
    pub ink: Color32,
    /// The edge of the paper.
    pub edge: Color32,
    /// Behind what is being edited.
    pub marked: Color32,
    /// Behind what a click leads from.
    pub hovered: Color32,
    /// A column of a chart of a period before.
    pub light_tone: Color32,
    /// The column of a chart of the period of the report.
    pub dark_tone: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const PAPER: Paper = Paper {
    ground: rgb(0x00FF_FFFF),
    ink: rgb(0x0000_0000),
    edge: rgb(0x00D0_D7DE),
    marked: rgb(0x00CF_E4FA),
    hovered: rgb(0x00E6_EFF8),
    light_tone: rgb(0x0094_9494),
    dark_tone: rgb(0x0040_4040),
};

const LIGHT: Tokens = Tokens {
    ground: rgb(0x00F6_F8FA),
    surface: rgb(0x00FF_FFFF),
    computed: rgb(0x00EE_F2F6),
    text: rgb(0x001B_1F24),
    text_second: rgb(0x0057_606A),
    border: rgb(0x00D0_D7DE),
    field_border: rgb(0x0080_8A94),
    accent: rgb(0x000B_5CAD),
    on_accent: rgb(0x00FF_FFFF),
    selected: rgb(0x00EA_F3FC),
    good: rgb(0x001A_7F37),
    warning: rgb(0x008A_5A00),
    error: rgb(0x00C4_232E),
    paper: Paper { edge: rgb(0x00D0_D7DE), ..PAPER },
};

const DARK: Tokens = Tokens {
    ground: rgb(0x000F_141A),
    surface: rgb(0x0016_1C24),
    computed: rgb(0x001D_2530),
    text: rgb(0x00E6_EDF3),
    text_second: rgb(0x009B_A7B4),
    border: rgb(0x0030_3A46),
    field_border: rgb(0x0077_8595),
    accent: rgb(0x005A_A9F0),
    on_accent: rgb(0x000B_1520),
    selected: rgb(0x001C_3450),
    good: rgb(0x004A_C26B),
    warning: rgb(0x00D9_A126),
    error: rgb(0x00FF_7B72),
    paper: Paper { edge: rgb(0x0030_3A46), ..PAPER },
};

impl Tokens {
    /// The colours of the theme in use.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        if ui.visuals().dark_mode { &DARK } else { &LIGHT }
    }

    /// The colours of a theme.
    pub fn of_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

/// Page heading, 22 semibold.
pub fn page_heading() -> FontId {
    FontId::new(22.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Section heading, 18 semibold.
pub fn heading() -> FontId {
    FontId::new(18.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Text, 14 semibold.
pub fn strong() -> FontId {
    FontId::new(14.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Text, 14.
pub fn body() -> FontId {
    FontId::new(14.0, FontFamily::Proportional)
}

/// Small print, 12; nothing is smaller.
pub fn small() -> FontId {
    FontId::new(12.0, FontFamily::Proportional)
}

/// How large something in front of the window may be: as large as is wanted, or what the window has left
/// beside `around` points of height that are not part of it. With large text a window is small.
pub fn room_in_front(ui: &egui::Ui, wanted: Vec2, around: f32) -> Vec2 {
    let screen = ui.ctx().content_rect().size();
    wanted.min(screen - Vec2::new(GAP_PAGE * 2.0, around)).max(Vec2::splat(FIELD_HEIGHT))
}

/// What stands together and apart from the rest: a finding, a step of the history, a part of a form.
pub fn card(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.border))
        .corner_radius(8)
        .inner_margin(Margin::same(12))
}

/// Gives a context our fonts and both themes.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    // A system that does not say whether it is light or dark is light, like paper.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| restyle(style, Tokens::of_theme(theme)));
    }
}

/// The bundled fonts, and only they: every Vietnamese letter, one typeface in every word.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let semibold = include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf");
    let named = [("regular", letters::sans()), (SEMIBOLD, semibold.as_slice())];
    for (name, bytes) in named {
        fonts.font_data.insert(name.to_owned(), FontData::from_static(bytes).into());
    }
    let families = [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name(SEMIBOLD.into()), SEMIBOLD),
    ];
    for (family, name) in families {
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    fonts
}

fn restyle(style: &mut Style, tokens: &Tokens) {
    style.text_styles = [
        (TextStyle::Small, small()),
        (TextStyle::Body, body()),
        (TextStyle::Button, body()),
        (TextStyle::Monospace, body()),
        (TextStyle::Heading, heading()),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(GAP, GAP);
    spacing.button_padding = Vec2::new(12.0, 6.0);
    spacing.interact_size = Vec2::new(40.0, FIELD_HEIGHT);
    spacing.window_margin = Margin::same(20);
    spacing.menu_margin = Margin::same(8);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.scroll = scroll();
    spacing.tooltip_width = 420.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    restyle_visuals(&mut style.visuals, tokens);
}

/// Scroll bars that are always seen, beside the contents, and calm.
fn scroll() -> egui::style::ScrollStyle {
    egui::style::ScrollStyle {
        floating: true,
        bar_width: 8.0,
        floating_width: 8.0,
        floating_allocated_width: 12.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.5,
        interact_handle_opacity: 0.7,
        ..egui::style::ScrollStyle::floating()
    }
}

fn restyle_visuals(visuals: &mut egui::Visuals, tokens: &Tokens) {
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.text_second);
    visuals.hyperlink_color = tokens.accent;
    visuals.faint_bg_color = tokens.computed;
    visuals.extreme_bg_color = tokens.surface;
    visuals.text_edit_bg_color = Some(tokens.surface);
    visuals.code_bg_color = tokens.computed;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.error;
    visuals.panel_fill = tokens.ground;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.border);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.selection.bg_fill = tokens.selected;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
    visuals.disabled_alpha = 0.6;
    let widget = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(tokens.surface, tokens.border, tokens.text);
    widgets.inactive = widget(tokens.surface, tokens.field_border, tokens.text);
    widgets.hovered = widget(tokens.computed, tokens.accent, tokens.text);
    widgets.active = widget(tokens.selected, tokens.accent, tokens.text);
    widgets.open = widget(tokens.computed, tokens.accent, tokens.text);
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
