//! For those who cannot see the screen: everything that can be typed in, pressed or chosen has a
//! name, on every screen and pane and in everything that stands in front of them.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

use super::scenes::scenes;

/// What can be used, and so must have a name.
const ROLES: [Role; 15] = [
    Role::Button,
    Role::DefaultButton,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::EditableComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::SearchInput,
    Role::NumberInput,
    Role::SpinButton,
    Role::Slider,
    Role::Switch,
    Role::Link,
    Role::ColorWell,
];

/// What is used and has no name, each as it is found.
fn nameless<'n>(nodes: impl Iterator<Item = Node<'n>>) -> Vec<String> {
    let is_nameless = |node: &Node<'_>| {
        let node = node.accesskit_node();
        let has_name = node.label().is_some_and(|label| label.chars().any(char::is_alphanumeric));
        ROLES.contains(&node.role()) && !has_name
    };
    let told = |node: Node<'_>| {
        let (rect, node) = (node.rect(), node.accesskit_node());
        format!("{:?} {:?} {:?} at {rect:?}", node.role(), node.label(), node.value())
    };
    nodes.filter(is_nameless).map(told).collect()
}

#[test]
fn everything_that_is_used_has_a_name_on_every_screen() {
    let mut num_used = 0;
    let mut faults = Vec::new();
    for scene in scenes() {
        let harness = (scene.make)();
        let is_used = |node: &Node<'_>| ROLES.contains(&node.accesskit_node().role());
        num_used += harness.get_all_by(|_| true).filter(is_used).count();
        let found = nameless(harness.get_all_by(|_| true));
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", scene.name)));
    }
    assert!(faults.is_empty(), "{} without a name:\n{}", faults.len(), faults.join("\n"));
    assert!(num_used > 1000, "{num_used}");
}

/// The question above can be answered with no: what has no name is found.
#[test]
fn what_has_no_name_is_found() {
    let builder = Harness::builder().with_context_setup(baocao06::ui::theme::install);
    // kittest looks for some of it by itself.
    let builder = builder.with_accessibility_check(false);
    let harness = builder.build_ui_state(
        |ui, (text, is_on, number): &mut (String, bool, f32)| {
            ui.text_edit_singleline(text);
            ui.text_edit_multiline(text);
            ui.checkbox(is_on, "");
            ui.add(egui::Button::new(" ×"));
            ui.add(egui::Slider::new(number, 0.0..=1.0).show_value(false));
            egui::ComboBox::from_id_salt("c").show_ui(ui, |_| ());
            let named = ui.label("Tên");
            ui.text_edit_singleline(text).labelled_by(named.id);
            ui.button("Có tên").clicked();
        },
        (String::new(), false, 0.0),
    );
    let found = nameless(harness.get_all_by(|_| true));
    assert_eq!(found.len(), 6, "{found:#?}");
}
