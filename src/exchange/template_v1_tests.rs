use super::*;

#[test]
fn the_builtin_template_is_sound() {
    let template = builtin_template().unwrap_or_else(|faults| panic!("{faults:#?}"));
    println!(
        "{} sections, {} figures",
        template.sections().len(),
        template.figures().len()
    );
}
