//! The one integration binary.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, as it should"
)]

mod decree;
mod forms_of_kinds;
mod large_table;
mod libreoffice;
mod live_support;
mod live_window;
mod marks;
mod oracle;
mod own_skeleton;
mod printed_words;
mod program;
mod rust_sources;
mod scenes;
mod support;
mod telex;
#[cfg(unix)]
mod test_all_commands;
mod test_backups;
mod test_carry;
mod test_cells;
mod test_cells_mouse;
mod test_cells_typing;
mod test_checks;
mod test_circles;
mod test_collect;
mod test_collect_worker;
mod test_comments;
mod test_comments_point;
mod test_compact_tables;
mod test_copies;
mod test_copy_order;
#[cfg(target_os = "linux")]
mod test_crash;
#[cfg(target_os = "linux")]
mod test_deleting;
mod test_diagnostics;
mod test_due;
#[cfg(feature = "encryption")]
mod test_encryption;
#[cfg(target_os = "linux")]
mod test_endurance;
mod test_entry;
mod test_exports;
mod test_findings;
mod test_forms;
mod test_golden;
mod test_history;
mod test_home;
mod test_hostile;
mod test_identity;
mod test_jobs;
mod test_keeping;
mod test_keyboard;
#[cfg(unix)]
mod test_kills;
mod test_large_table;
mod test_layers;
mod test_licences;
mod test_live;
mod test_live_findings;
mod test_live_typing;
mod test_looks;
mod test_many_forms;
mod test_many_forms_window;
mod test_mending;
mod test_menus;
mod test_mutations;
mod test_names;
mod test_new_report;
mod test_office_pages;
mod test_offices;
mod test_old_letters;
#[cfg(unix)]
mod test_opening;
mod test_own_fonts;
mod test_own_rows;
mod test_own_rows_kept;
mod test_own_skeletons;
mod test_passwords;
mod test_paste;
mod test_pasted_sheets;
mod test_pdf;
mod test_periods;
mod test_pictures;
mod test_preview;
mod test_preview_zoom;
mod test_printing;
mod test_prose_mutations;
mod test_races;
mod test_reasons;
mod test_reliability;
mod test_screen_words;
mod test_second_place;
mod test_sending;
mod test_settings;
#[cfg(unix)]
mod test_slow_disk;
mod test_slow_frames;
mod test_small_screens;
mod test_strange_letters;
mod test_tab_order;
mod test_taken_skeletons;
mod test_text_menu;
mod test_totals;
mod test_typing;
mod test_typing_fields;
mod test_ui;
mod test_undo;
mod test_ways;
mod test_which_report;
#[cfg(unix)]
mod test_whole_files;
mod test_wording;
mod test_words_in_tables;
mod test_worker;
#[cfg(unix)]
mod test_worker_disk;
#[cfg(unix)]
mod test_worker_faults;
mod test_worker_import;
mod test_worker_state;
mod worker_support;

#[test]
fn no_test_file_is_forgotten() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for (folder, parent) in [(root.clone(), "main"), (root.join("decree"), "mod")] {
        let modules = std::fs::read_to_string(folder.join(format!("{parent}.rs"))).unwrap();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if path.extension().is_some_and(|ext| ext == "rs") && name != parent {
                assert!(modules.contains(&format!("mod {name};")), "{name} is not compiled");
                let lines = std::fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines < 520, "{name} has {lines} lines");
            }
        }
    }
}
