//! How a computed figure is made, in words: what the tooltip of its cell says.

use crate::report::figure::{FigureKind, Formula};
use crate::report::key::FigureKey;
use crate::report::template::{Figure, Template};

/// More parts than these are counted, not named.
const NAMED: usize = 4;

/// "Tự tính: trực tiếp + trực tuyến"; empty for a figure that is typed.
pub fn made_of(figure: &Figure, template: &Template) -> String {
    let FigureKind::Computed(formula) = &figure.kind else {
        return String::new();
    };
    let name = |key: &FigureKey| name(key, figure, template);
    let made = match formula {
        Formula::Sum(parts) if parts.len() <= NAMED => {
            parts.iter().map(name).collect::<Vec<_>>().join(" + ")
        }
        Formula::Sum(parts) => format!("tổng của {} số", parts.len()),
        Formula::Total(_) => "tổng các dòng đã nhập".to_owned(),
        Formula::Difference { from, less } => format!("{} − {}", name(from), name(less)),
        Formula::Rate { part, whole } => format!("{} ÷ {}", name(part), name(whole)),
    };
    format!("Tự tính: {made}")
}

/// The name of a part: of a cell of the same row what stands behind the dash, the row being named already.
fn name(key: &FigureKey, beside: &Figure, template: &Template) -> String {
    let Some(part) = template.figure(key) else {
        return key.to_string();
    };
    let is_beside = part.row.is_some() && part.row == beside.row;
    match part.label.rsplit_once(" – ") {
        Some((_, cell)) if is_beside => cell.to_owned(),
        _ => format!("“{}”", part.label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::template_v1;

    #[test]
    fn what_is_computed_says_of_what() {
        let template = template_v1::builtin_template().unwrap();
        let said = |key: &str| {
            let figure = template.figure(&FigureKey::parse(key).unwrap()).unwrap();
            made_of(figure, &template)
        };
        assert_eq!(said("services.residence_permanent.direct"), "");
        let computed = template.figures().iter().filter(|figure| !figure.is_typed());
        let told: Vec<String> = computed.map(|figure| made_of(figure, &template)).collect();
        assert!(told.iter().any(|words| words == "Tự tính: trực tiếp + trực tuyến"), "{told:?}");
        assert!(told.iter().any(|words| words == "Tự tính: tổng các dòng đã nhập"), "{told:?}");
        assert!(told.iter().all(|words| words.starts_with("Tự tính: ")));
    }
}
