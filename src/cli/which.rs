//! Which report a command is about.

use clap::Args;

use crate::app::session::reports::Wanted;
use crate::report::period::PeriodKey;

/// The period, and whose report in which form where there is more than one.
#[derive(Debug, Clone, Args)]
pub(super) struct Which {
    /// Kỳ báo cáo, ví dụ 2023-05, 2025-Q3, 2025-H1, 2025-9M, 2025, 2025-W33, 2025-08-14, 2025-07-01_2025-08-25
    #[arg(long, value_name = "KY", value_parser = parse_period)]
    period: PeriodKey,
    /// Mã hoặc tên đơn vị; cần khi có nhiều đơn vị
    #[arg(long, value_name = "DON_VI")]
    office: Option<String>,
    /// Mã mẫu báo cáo; cần khi có nhiều mẫu
    #[arg(long, value_name = "MA_MAU")]
    template: Option<String>,
}

impl Which {
    /// What was said.
    pub(super) fn wanted(&self) -> Wanted {
        let Self { period, office, template } = self.clone();
        Wanted { office, template, period }
    }
}

pub(super) fn parse_period(text: &str) -> Result<PeriodKey, String> {
    PeriodKey::parse(text).map_err(|_| {
        "kỳ báo cáo viết như 2025-08 (tháng), 2025-Q3 (quý), 2025-H1 (6 tháng đầu năm), 2025-9M (9 tháng), \
         2025 (năm), 2025-W33 (tuần), 2025-08-14 (ngày), 2025-07-01_2025-08-25 (từ ngày đến ngày)"
            .to_owned()
    })
}
