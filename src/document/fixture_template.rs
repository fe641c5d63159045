//! The template of the test reports.

use super::{day, figure_key, item_key, text_key};
use crate::report::key::{AgencyKey, ColumnKey, RowId, SectionKey, TemplateKey};
use crate::report::letterhead::LetterheadField;
use crate::report::period::{PeriodKind, Schedule, ScheduleDay};
use crate::report::template::{
    Agency, BelowTen, Carry, Column, ColumnFigure, ColumnKind, DocumentList, Emphasis, Figure,
    FigureGroup, FigureKind, FigureRow, Formula, Item, ItemBody, Mark, NameText, Narrative, Need,
    OpenRows, Placement, PrintStyle, Printed, RowParts, Section, SentenceText, Span, Start, Switch,
    TableParts, Template, TemplateParts, TemplateRef, TotalParts, TotalRow,
};

fn column_key(text: &str) -> ColumnKey {
    ColumnKey::parse(text).unwrap()
}

/// Name, agency, direct, online: the reference report's table.
pub(crate) const SERVICES: [(&str, &str, i64, i64); 15] = [
    ("Xác nhận số Chứng minh nhân dân khi đã được cấp thẻ Căn cước công dân", "police", 0, 3),
    ("Cấp mới, cấp đổi, cấp lại thẻ căn cước công dân", "police", 1317, 305),
    ("Đăng ký thường trú", "police", 113, 880),
    ("Đăng ký tạm trú", "police", 12, 72),
    ("Khai báo tạm vắng", "police", 0, 3),
    ("Thông báo lưu trú", "police", 0, 3781),
    ("Đăng ký, cấp biên số mô tô, xe gắn máy", "police", 154, 456),
    (
        "Thu tiền nộp phạt xử lý vi phạm hành chính trong lĩnh vực giao thông đường bộ qua thiết bị ghi hình (phạt nguội)",
        "police",
        0,
        71,
    ),
    (
        "Đăng ký biến động về quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất do thay đổi thông tin về người được cấp Giấy chứng nhận (đổi tên hoặc giấy tờ pháp nhân, giấy tờ nhân thân, địa chỉ)",
        "land",
        154,
        64,
    ),
    (
        "Đăng ký thuế lần đầu, đăng ký thay đổi thông tin đăng ký thuế đối với người nộp thuế là hộ gia đình, cá nhân",
        "tax",
        20,
        112,
    ),
    ("Đăng ký khai sinh", "justice", 30, 222),
    ("Đăng ký khai tử", "justice", 24, 125),
    ("Đăng ký kết hôn", "justice", 21, 91),
    (
        "Liên thông đăng ký khai sinh - đăng ký thường trú - cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi",
        "justice",
        0,
        210,
    ),
    (
        "Liên thông đăng ký khai tử - Xóa đăng ký thường trú - Trợ cấp mai táng phí",
        "justice",
        0,
        121,
    ),
];

fn figure(key: &str, label: &str, unit: &str, kind: FigureKind) -> Figure {
    Figure {
        key: figure_key(key),
        label: label.to_owned(),
        unit: unit.to_owned(),
        kind,
        decimals: 0,
        span: Span::InPeriod,
        provider: Some(AgencyKey::parse("police").unwrap()),
        definition: String::new(),
        need: Need::Required,
        row: None,
    }
}

fn rate(part: &str, whole: &str) -> FigureKind {
    FigureKind::Computed(Formula::Rate { part: figure_key(part), whole: figure_key(whole) })
}

fn single_figures() -> Vec<Figure> {
    let mut figures = vec![
        figure("lodging", "Cơ sở lưu trú tham gia", "cơ sở", FigureKind::Count),
        figure("visits", "Lượt thông báo lưu trú", "lượt", FigureKind::Count),
        figure("qr.month", "Lượt quét mã QR trong tháng", "lượt", FigureKind::Count),
        figure("qr.total", "Lượt quét mã QR cộng dồn", "lượt", FigureKind::Count),
        figure("qr.money", "Số tiền quét mã QR", "đồng", FigureKind::Count),
        figure("records.done", "Hồ sơ sức khỏe đã khởi tạo", "hồ sơ", FigureKind::Count),
        figure("records.all", "Dân số cần khởi tạo", "người", FigureKind::Count),
        figure("records.rate", "Tỷ lệ khởi tạo", "%", rate("records.done", "records.all")),
        figure("score", "Điểm chỉ số phục vụ", "điểm", FigureKind::Decimal),
    ];
    for figure in &mut figures {
        match figure.key.as_str() {
            "records.rate" => figure.decimals = 2,
            "qr.total" => figure.span = Span::Since(Start::Day(day(2022, 8, 1))),
            _ => {}
        }
    }
    figures
}

fn table(total: TotalRow) -> TableParts {
    let column = |key: &str, label: &str, kind: ColumnKind, width: u8| Column {
        key: column_key(key),
        label: label.to_owned(),
        short: label.to_owned(),
        group: matches!(kind, ColumnKind::Figure(_)).then(|| "Tổng".to_owned()),
        kind,
        printed: Printed::Yes,
        width,
    };
    let figure = |name: &str, kind: FigureKind<ColumnKey>| {
        ColumnKind::Figure(ColumnFigure {
            name: name.to_owned(),
            unit: "hồ sơ".to_owned(),
            kind,
            decimals: 0,
            span: Span::InPeriod,
            definition: String::new(),
            need: Need::Required,
        })
    };
    let sum = Formula::Sum(vec![column_key("direct"), column_key("online")]);
    let rate = Formula::Rate { part: column_key("online"), whole: column_key("all") };
    let sum = figure("tổng", FigureKind::Computed(sum));
    let rate = figure("tỷ lệ", FigureKind::Computed(rate));
    let mut all = column("all", "Tổng hồ sơ", sum, 10);
    all.printed = Printed::No;
    let (direct, online) =
        (figure("trực tiếp", FigureKind::Count), figure("trực tuyến", FigureKind::Count));
    let rows = SERVICES.iter().enumerate().map(|(i, (name, agency, ..))| RowParts {
        id: RowId::parse(&format!("s{i}")).unwrap(),
        label: (*name).to_owned(),
        printed_label: None,
        short: None,
        provider: Some(AgencyKey::parse(agency).unwrap()),
        initial: Switch::On,
    });
    TableParts {
        columns: vec![
            column("no", "STT", ColumnKind::Position, 7),
            column("name", "Dịch vụ", ColumnKind::Label, 40),
            column("agency", "Đơn vị thực hiện", ColumnKind::Provider, 15),
            column("direct", "Tiếp nhận hồ sơ trực tiếp", direct, 13),
            column("online", "Tiếp nhận hồ sơ trực tuyến", online, 13),
            all,
            column("rate", "Tỷ lệ (%)", rate, 12),
        ],
        rows: rows.collect(),
        open_rows: OpenRows::No,
        total: Some(TotalParts { label: "Tổng cộng".to_owned(), row: total }),
        placement: Placement::Body,
    }
}

fn narrative(key: &str, mark: Mark, default: &str) -> Item<TableParts> {
    let key = format!("text.{key}");
    let body = ItemBody::Narrative(Narrative {
        text: text_key(&key),
        default: default.to_owned(),
        hint: String::new(),
        mark,
        need: Need::Required,
    });
    item(&key, body)
}

fn item(key: &str, body: ItemBody<TableParts>) -> Item<TableParts> {
    Item { key: item_key(key), label: format!("Mục {key}"), body }
}

fn sentence(key: &str, mark: Mark, default: &str) -> SentenceText {
    SentenceText { text: text_key(&format!("text.{key}")), default: default.to_owned(), mark }
}

fn section(level: u8, heading: &str, items: Vec<Item<TableParts>>) -> Section<TableParts> {
    let key = crate::report::text::slug(heading).replace('-', "_");
    let key: String = key.chars().take(60).collect();
    Section {
        key: SectionKey::parse(key.trim_matches('_')).unwrap(),
        level,
        outline: heading.split('.').next().unwrap_or("").to_owned(),
        label: heading.to_owned(),
        heading: Some(heading.to_owned()),
        items,
    }
}

fn figure_group() -> ItemBody<TableParts> {
    let single = |key: &str| FigureRow::Single(figure_key(key));
    ItemBody::Figures(FigureGroup {
        rows: vec![
            single("lodging"),
            single("visits"),
            single("qr.money"),
            single("score"),
            FigureRow::Ratio {
                part: figure_key("records.done"),
                whole: figure_key("records.all"),
                rate: figure_key("records.rate"),
            },
            FigureRow::Cumulative {
                in_period: figure_key("qr.month"),
                total: figure_key("qr.total"),
            },
        ],
        sentences: vec![
            sentence(
                "lodging",
                Mark::Dash,
                "Tuyên truyền, hướng dẫn vận động các cơ sở lưu trú trên địa bàn thông báo lưu trú trên Cổng dịch vụ công quốc gia; có {lodging} cơ sở lưu trú đã tham gia, qua đó tiếp nhận và xử lý {visits} lượt thông báo lưu trú (điểm phục vụ: {score}).",
            ),
            sentence(
                "records",
                Mark::Plus,
                "Khởi tạo Hồ sơ sức khỏe điện tử (phần A): {records.done}/{records.all} đạt {records.rate}.",
            ),
            sentence(
                "qr",
                Mark::Star,
                "Triển khai thực hiện mã QRcode để thanh toán từ ngày {qr.total@since} tại 02 Phòng khám đa khoa khu vực {office.place}, số lượt được quét thanh toán trong tháng là {qr.month} lượt, cộng dồn là {qr.total} lượt, với tổng số tiền quét thanh toán là {qr.money} đồng.",
            ),
        ],
    })
}

fn sections() -> Vec<Section<TableParts>> {
    let documents = ItemBody::Documents(DocumentList {
        intro: text_key("documents.intro"),
        intro_default: "UBND thành phố và Tổ công tác triển khai Đề án phát triển ứng dụng dữ liệu dân cư, định danh và xác thực điện tử thành phố ban hành".to_owned(),
        mark: Mark::Dash,
        carry: Carry::StartEmpty,
        need: Need::Required,
    });
    let intro = "Kết quả triển khai các mặt công tác (Từ {@from} đến {@to}):";
    vec![
        section(1, "I. Công tác tham mưu chỉ đạo", vec![]),
        section(
            2,
            "1. UBND thành phố và Tổ công tác Đề án 06 thành phố",
            vec![item("documents", documents)],
        ),
        section(
            2,
            "2. Công an thành phố - Cơ quan thường trực triển khai thực hiện Đề án 06",
            vec![narrative("police", Mark::Dash, "")],
        ),
        section(1, "II. Kết quả các mặt công tác", vec![]),
        section(2, "1. Kết quả công tác tuyên truyền", vec![item("group", figure_group())]),
        section(
            2,
            "2. Thực hiện các dịch vụ công thiết yếu",
            vec![
                narrative("intro", Mark::Dash, intro),
                item("services", ItemBody::Table(table(TotalRow::Printed))),
            ],
        ),
        section(1, "III. Khó khăn, vướng mắc", vec![narrative("hard", Mark::Dash, "")]),
        section(
            1,
            "IV. Phương hướng nhiệm vụ trong tháng {@next_month} năm {@next_year}",
            vec![
                narrative("next", Mark::Number, ""),
                narrative(
                    "closing",
                    Mark::None,
                    "Trên đây là báo cáo kết quả triển khai thực hiện Đề án 06 tháng {@month} năm {@year} trên địa bàn thành phố, Tổ công tác Đề án 06 thành phố báo cáo Tổ công tác Đề án 06 tỉnh biết, theo dõi, chỉ đạo.",
                ),
            ],
        ),
    ]
}

/// The parts of the template.
fn parts() -> TemplateParts {
    let agency = |key: &str, name: &str| Agency {
        key: AgencyKey::parse(key).unwrap(),
        name: name.to_owned(),
    };
    let letterhead = [
        (LetterheadField::DocumentType, "Báo cáo"),
        (
            LetterheadField::Subject,
            "Kết quả triển khai Đề án “Phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến năm 2030” trên địa bàn thành phố tháng {@month} năm {@year}",
        ),
    ];
    let at = |month, day| ScheduleDay::OfMonth { month, day };
    TemplateParts {
        id: template_ref(),
        name: "Báo cáo Đề án 06 (thử)".to_owned(),
        file_prefix: "BC-DA06".to_owned(),
        period: PeriodKind::Month,
        schedule: Schedule { from: at(-1, 12), to: at(0, 12), due: Some(at(0, 19)) },
        style: PrintStyle { below_ten: BelowTen::Padded, emphasis: Emphasis::Bold },
        agencies: vec![
            agency("police", "Công an"),
            agency("land", "TN và MT"),
            agency("tax", "Chi cục Thuế"),
            agency("justice", "Tư pháp"),
        ],
        letterhead: letterhead.map(|(field, text)| (field, text.to_owned())).into(),
        names: vec![NameText {
            key: text_key("office.place"),
            label: "Tên gọi".to_owned(),
            text: "Phan Rang và Tháp Chàm".to_owned(),
        }],
        offices: crate::report::office_words::OfficeWords::default(),
        figures: single_figures(),
        sections: sections(),
        checks: Vec::new(),
    }
}

pub(super) fn template_ref() -> TemplateRef {
    TemplateRef { key: TemplateKey::parse("test").unwrap(), version: 1 }
}

/// The template.
pub(crate) fn template() -> Template {
    Template::new(parts()).unwrap()
}
