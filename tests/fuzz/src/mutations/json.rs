//! JSON, value by value.

use serde_json::{Value, json};

use super::{Chance, changed, put};

/// Changes one to four values of a JSON file.
pub fn json(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut chance = Chance::new(seed);
    let tree = data.get(..size).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let Some(mut tree) = tree.filter(|_| chance.below(6) > 0) else {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    };
    for _ in 0..1 + chance.below(4) {
        change(&mut tree, &mut chance);
    }
    let text = match chance.below(3) {
        0 => serde_json::to_vec_pretty(&tree),
        _ => serde_json::to_vec(&tree),
    };
    let text = text.unwrap_or_default();
    put(data, &text, max_size).unwrap_or_else(|| libfuzzer_sys::fuzzer_mutate(data, size, max_size))
}

fn count(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(items) => items.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at a number, counted from the root.
fn at<'a>(tree: &'a mut Value, number: &mut usize) -> Option<&'a mut Value> {
    if *number == 0 {
        return Some(tree);
    }
    *number -= 1;
    match tree {
        Value::Array(items) => items.iter_mut().find_map(|item| at(item, number)),
        Value::Object(items) => items.values_mut().find_map(|item| at(item, number)),
        _ => None,
    }
}

fn change(tree: &mut Value, chance: &mut Chance) {
    let total = count(tree);
    let other = at(tree, &mut chance.below(total)).map(|other| other.clone());
    let small = other.filter(|other| count(other) < 200);
    let Some(place) = at(tree, &mut chance.below(total)) else { return };
    match (place, chance.below(5)) {
        (place, 0) => *place = constant(chance),
        (place, 1) => {
            if let Some(other) = small {
                *place = other;
            }
        }
        (Value::Array(items), way) => {
            let index = chance.below(items.len());
            match way {
                2 if !items.is_empty() => drop(items.remove(index)),
                3 => items.extend(items.get(index).cloned()),
                _ => items.extend(small),
            }
        }
        (Value::Object(items), way) => {
            let keys: Vec<String> = items.keys().cloned().collect();
            let key = chance.of(&keys).cloned().unwrap_or_default();
            match (way, small) {
                (2, _) => drop(items.remove(&key)),
                (3, _) => {
                    let new = chance.of(&keys).cloned().unwrap_or_else(|| "x".to_owned());
                    if let Some(value) = items.remove(&key) {
                        items.insert(new + "1", value);
                    }
                }
                (_, Some(small)) => drop(items.insert(key, small)),
                _ => {}
            }
        }
        (Value::String(text), 2) => {
            *text = String::from_utf8_lossy(&changed(text.as_bytes())).into_owned()
        }
        (Value::String(text), 3) => {
            let word =
                ["{", "}", "{{", "{a.b}", "\n", "\u{0}", "\u{301}", "Ａ", "\"", ".", "/", "-1"];
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            let place = chance.of(&places).copied().unwrap_or(0);
            text.insert_str(place, chance.of(&word).copied().unwrap_or_default());
        }
        (Value::String(text), _) => {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            *text = half;
        }
        (Value::Number(number), _) => {
            let near = number.as_i64().unwrap_or(0).wrapping_add(chance.below(3) as i64 - 1);
            *number = near.into();
        }
        (Value::Bool(truth), _) => *truth = !*truth,
        (place, _) => *place = constant(chance),
    }
}

fn constant(chance: &mut Chance) -> Value {
    let deep = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!([inner]));
    match chance.below(24) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(""),
        3 => json!(0),
        4 => json!(-1),
        5 => json!(1),
        6 => json!(u64::MAX),
        7 => json!(i64::MIN),
        8 => json!(1e300),
        9 => json!(0.1),
        10 => json!([]),
        11 => json!({}),
        12 => json!("không phát sinh"),
        13 => json!("2023-05"),
        14 => json!("31/2/2023"),
        15 => json!("0001-01-01"),
        16 => json!("9999-12-31"),
        17 => json!("x".repeat(5_000)),
        18 => json!("79228162514264337593543950335"),
        19 => json!("0.0000000000000000000000000001"),
        20 => deep(100),
        21 => json!({"a": {"a": 1}}),
        22 => json!(99_999),
        _ => json!("a.b.c"),
    }
}
