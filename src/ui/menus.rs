//! The row of menus above the bar: everything the program can do, under the names that people look for it, with
//! the keys beside each line. A disabled line says why; what is in use is ticked.

use egui::containers::menu::{MenuBar, MenuButton};
use egui::{Button, Context, Event, FocusDirection, Id, Key, Modifiers, Popup, ScrollArea, Ui};
use egui::{Rect, Role, WidgetInfo, pos2, vec2};

use super::chrome;
use super::intent::Intents;
use super::theme::{self, Tokens};
use super::widgets::icons::{self, Icon};
use crate::app::command::{Command, KeepCommand, MachineCommand, TableCommand};
use crate::app::files::export_format::{ExportFormat, Offered};
use crate::app::state::State;
use crate::report::period::of_kind;

/// How high the row is.
pub const HEIGHT: f32 = 28.0;
/// Width of a menu, in points: what undo takes back is cut to it.
const WIDTH: f32 = 340.0;
/// How far a menu stays from the edge of the window.
const MARGIN: f32 = 12.0;
/// At the left of a line: room for its tick.
const TICK: f32 = 26.0;

/// One of the menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Menu {
    File,
    Edit,
    View,
    Tools,
    Help,
}

impl Menu {
    const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Tools, Self::Help];

    fn name(self) -> &'static str {
        match self {
            Self::File => "Tệp",
            Self::Edit => "Sửa",
            Self::View => "Xem",
            Self::Tools => "Công cụ",
            Self::Help => "Trợ giúp",
        }
    }

    /// What opens it, with Alt held. Not Z: UniKey is turned on and off by it.
    fn letter(self) -> Key {
        match self {
            Self::File => Key::T,
            Self::Edit => Key::S,
            Self::View => Key::X,
            Self::Tools => Key::C,
            Self::Help => Key::G,
        }
    }
}

/// A line of a menu.
enum Line {
    Run(Command),
    Separator,
    /// What the period before said, taken over.
    FromPeriodBefore,
    /// Data files that were open lately.
    Recent,
    /// The data file kept safe.
    Keep,
}

/// The menus, and what is known of them between frames.
#[derive(Debug, Default)]
pub struct Menus {
    buttons: Vec<Id>,
    /// That a key asks for.
    wanted: Option<Menu>,
    open: Option<Menu>,
}

impl Menus {
    /// Whether one is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the keys that open a menu, and lead from one to the next. Tells whether one was taken.
    pub fn take_keys(&mut self, ctx: &Context) -> bool {
        let f10 = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F10));
        if f10 && self.is_open() {
            Popup::close_all(ctx);
            return true;
        }
        let by_letter = Menu::ALL
            .into_iter()
            .find(|menu| ctx.input_mut(|input| input.consume_key(Modifiers::ALT, menu.letter())));
        if by_letter.is_some() {
            // What the letter would type.
            ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
        }
        let beside = self.beside(ctx);
        self.wanted = by_letter.or_else(|| f10.then_some(Menu::File)).or(beside);
        self.wanted.is_some()
    }

    /// The menu that an arrow leads to from the name of the one that is open.
    fn beside(&self, ctx: &Context) -> Option<Menu> {
        let at = Menu::ALL.iter().position(|menu| Some(*menu) == self.open)?;
        let focused = ctx.memory(|memory| memory.focused());
        if focused.is_none() || focused != self.buttons.get(at).copied() {
            return None;
        }
        let num_menus = Menu::ALL.len();
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
            (true, _) => at + num_menus - 1,
            (_, true) => at + 1,
            _ => return None,
        };
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        Menu::ALL.get(to % num_menus).copied()
    }

    /// Draws the row.
    pub fn show(&mut self, ui: &mut Ui, state: &State, intents: &mut Intents) {
        let wanted = self.wanted.take();
        let (mut buttons, mut open) = (Vec::new(), None);
        ui.spacing_mut().interact_size.y = HEIGHT;
        MenuBar::new().ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding = vec2(8.0, 4.0);
            let room = ui.ctx().content_rect().bottom() - ui.max_rect().bottom() - MARGIN * 2.0;
            for menu in Menu::ALL {
                let name = Button::new(menu.name());
                let shown = MenuButton::from_button(name).ui(ui, |ui| {
                    lines_ui(ui, state, &lines(menu, state), room, intents);
                });
                let (button, inner) = shown;
                let popup = Popup::default_response_id(&button);
                if wanted == Some(menu) {
                    Popup::open_id(ui.ctx(), popup);
                    button.request_focus();
                }
                if Popup::is_id_open(ui.ctx(), popup) {
                    open = Some(menu);
                } else if inner.is_some() {
                    // It was closed: the keyboard goes back to its field in the next frame.
                    ui.ctx().request_repaint();
                }
                buttons.push(button.id);
            }
        });
        (self.buttons, self.open) = (buttons, open);
    }
}

/// What stands in a menu.
fn lines(menu: Menu, state: &State) -> Vec<Line> {
    let run = |commands: &[Command]| commands.iter().copied().map(Line::Run).collect::<Vec<_>>();
    let groups: Vec<Vec<Line>> = match menu {
        Menu::File => {
            let exports = ExportFormat::ALL.into_iter().map(Command::Export);
            let exports = exports.filter(|command| match command {
                Command::Export(format) => format.about().offered != Offered::WithFindings,
                _ => false,
            });
            let out: Vec<Command> = exports.chain([Command::Print, Command::Send]).collect();
            vec![
                run(&[Command::StartReport, Command::MarkFinal, Command::Reopen]),
                run(&[Command::DeleteReport, Command::DeletedReports]),
                run(&out),
                run(&[Command::Import, Command::TakeForm]),
                run(&[Command::OpenFile, Command::NewFile]),
                vec![Line::Recent, Line::Keep],
            ]
        }
        Menu::Edit => vec![
            run(&[Command::Undo, Command::Redo]),
            run(&[Command::Find, Command::GoToRow]),
            run(&[Command::NextEmpty, Command::NextFinding, Command::PreviousFinding]),
            vec![Line::Run(Command::Comment), Line::FromPeriodBefore],
        ],
        Menu::View => vec![
            run(&[Command::ShowReports, Command::PreviousReport, Command::NextReport]),
            run(&[
                Command::TogglePreview,
                Command::ToggleChecks,
                Command::ToggleDetails,
                Command::ToggleHistory,
            ]),
            run(&TableCommand::ALL.map(Command::Table)),
            run(&[Command::ZoomIn, Command::ZoomOut, Command::ZoomReset]),
            run(&[Command::ThemeLight, Command::ThemeDark, Command::ThemeSystem]),
        ],
        Menu::Tools => vec![
            run(&[Command::Palette]),
            run(&[Command::CopyInOrder, Command::CollectForms, Command::Offices]),
            run(&[Command::ExportSkeleton, Command::TakeSkeleton, Command::DropSkeleton]),
            run(&[Command::Machine(MachineCommand::Settings)]),
        ],
        Menu::Help => {
            vec![
                run(&[Command::Help, Command::Machine(MachineCommand::Keys)]),
                run(&[Command::Machine(MachineCommand::Diagnostics)]),
                run(&[Command::Machine(MachineCommand::About)]),
            ]
        }
    };
    let mut lines = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push(Line::Separator);
        }
        lines.extend(group);
    }
    let has_recent = state.known_files().next().is_some();
    lines.retain(|line| !matches!(line, Line::Recent) || has_recent);
    lines
}

fn lines_ui(ui: &mut Ui, state: &State, lines: &[Line], room: f32, intents: &mut Intents) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 0.0;
    // A popup is given less height than the window has. With large text it scrolls.
    ui.set_max_height(room);
    ScrollArea::vertical().max_height(room).show(ui, |ui| {
        for line in lines {
            match line {
                Line::Run(command) => item(ui, state, *command, intents),
                Line::Separator => {
                    ui.separator();
                }
                Line::FromPeriodBefore => {
                    let name = of_kind("Lấy từ {kỳ} trước", state.period_kind());
                    submenu(ui, state, &name, &FROM_PERIOD_BEFORE, intents);
                }
                Line::Recent => super::recent::submenu(ui, state, intents),
                Line::Keep => {
                    let commands: Vec<Command> = KeepCommand::all().map(Command::Keep).collect();
                    submenu(ui, state, "Bản sao, kiểm tra tệp dữ liệu", &commands, intents);
                }
            }
        }
    });
}

const FROM_PERIOD_BEFORE: [Command; 5] = [
    Command::CarryPage,
    Command::CarryFigures,
    Command::CarryWording,
    Command::AcceptCarried,
    Command::DiscardCarried,
];

fn submenu(ui: &mut Ui, state: &State, label: &str, commands: &[Command], intents: &mut Intents) {
    ui.spacing_mut().button_padding.x = TICK;
    ui.menu_button(label, |ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        for command in commands {
            item(ui, state, *command, intents);
        }
    });
}

/// A command as a line of a menu: its tick, its name, its keys.
pub fn item(ui: &mut Ui, state: &State, command: Command, intents: &mut Intents) {
    let name = chrome::command_name(state, command);
    ui.spacing_mut().button_padding.x = TICK;
    let size = vec2(ui.available_width(), theme::FIELD_HEIGHT);
    let mut button = Button::new(name.as_ref()).truncate().min_size(size);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(shortcut.name());
    }
    let response = chrome::run_button(ui, state, command, button, intents);
    if let Some(ticked) = command.ticked(state) {
        let (is_on, is_enabled) = (ticked.is_on(), response.enabled());
        response.widget_info(|| WidgetInfo::selected(Role::Button, is_enabled, is_on, &name));
        if is_on {
            let at = pos2(response.rect.left() + 6.0, response.rect.center().y - 7.0);
            let sign = Rect::from_min_size(at, vec2(14.0, 14.0));
            icons::paint(ui.painter(), sign, Icon::Check, Tokens::of(ui).accent);
        }
    }
    if response.clicked() {
        ui.close();
    }
}
