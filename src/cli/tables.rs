//! `table`: the tables of a report as cells, in the order of a web form where its office keeps one.

use clap::Subcommand;

use super::data_file::DataFile;
use super::output::say;
use super::which::Which;
use crate::app::clip::table_text;
use crate::app::problem::Problem;
use crate::report::key::ItemKey;
use crate::report::template::ItemBody;

/// What is done with tables.
#[derive(Debug, Subcommand)]
pub(super) enum TableJob {
    /// Liệt kê các bảng của báo cáo và mẫu nhập đã lưu cho từng bảng
    List {
        #[command(flatten)]
        which: Which,
    },
    /// In một bảng, các ô cách nhau bằng dấu tab: theo mẫu nhập đã lưu; chưa có thì như báo cáo in
    Print {
        /// Mã bảng, xem bằng: table list
        #[arg(value_name = "BANG", value_parser = parse_table)]
        table: ItemKey,
        #[command(flatten)]
        which: Which,
    },
}

fn parse_table(text: &str) -> Result<ItemKey, String> {
    ItemKey::parse(text).map_err(|_| "mã bảng viết như services".to_owned())
}

pub(super) fn run(data: &DataFile, job: &TableJob) -> Result<(), Problem> {
    let mut session = data.open_to_read()?;
    let (TableJob::List { which } | TableJob::Print { which, .. }) = job;
    let id = session.find(which.wanted())?;
    session.refuse_changed(id)?;
    let loaded = session.load(id)?;
    super::close(session);
    match job {
        TableJob::List { .. } => {
            for (_, item) in loaded.template.items() {
                if matches!(item.body, ItemBody::Table(_)) {
                    let order = loaded.look.look.copies.get(&item.key);
                    let order = order.map_or("", |order| order.name.as_str());
                    say!("{}\t{}\t{order}", item.key, item.label);
                }
            }
        }
        TableJob::Print { table, .. } => {
            let text = table_text(&loaded, table);
            say!("{}", text.ok_or_else(|| Problem::no_such_table(table.as_str()))?);
        }
    }
    Ok(())
}
