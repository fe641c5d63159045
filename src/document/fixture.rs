//! A template and reports for tests: the reference report's letterhead, its table of 15 services,
//! and one item of every kind.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::report::content::{DocumentEntry, Header, IssuedDocument, Report, ReportStatus};
use crate::report::key::{
    AgencyKey, ColumnKey, EntryId, FigureKey, ItemKey, OfficeCode, RowKey, SectionKey, TemplateKey,
    TextKey,
};
use crate::report::letterhead::LetterheadField;
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey};
use crate::report::template::{
    Agency, BelowTen, Carry, Column, ColumnKind, DocumentList, Emphasis, Figure, FigureGroup,
    FigureKind, FigureRow, Formula, Item, ItemBody, Mark, NameText, Narrative, Need, PrintStyle,
    Printed, Schedule, ScheduleDay, Section, SentenceText, Span, Switch, Table, TableRow, Template,
    TemplateParts, TemplateRef, TotalRow,
};
use crate::report::value::Value;

macro_rules! key_of {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(text: &str) -> $type {
            <$type>::parse(text).unwrap()
        }
    };
}
key_of!(figure_key, FigureKey);
key_of!(text_key, TextKey);
key_of!(item_key, ItemKey);
key_of!(row_key, RowKey);
key_of!(column_key, ColumnKey);

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Name, agency, direct, online: the reference report's table.
pub(crate) const SERVICES: [(&str, &str, i64, i64); 15] = [
    (
        "Xác nhận số Chứng minh nhân dân khi đã được cấp thẻ Căn cước công dân",
        "police",
        0,
        3,
    ),
    (
        "Cấp mới, cấp đổi, cấp lại thẻ căn cước công dân",
        "police",
        1317,
        305,
    ),
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
    FigureKind::Computed(Formula::Rate {
        part: figure_key(part),
        whole: figure_key(whole),
    })
}

fn figures() -> Vec<Figure> {
    let mut figures = vec![
        figure(
            "lodging",
            "Cơ sở lưu trú tham gia",
            "cơ sở",
            FigureKind::Count,
        ),
        figure(
            "visits",
            "Lượt thông báo lưu trú",
            "lượt",
            FigureKind::Count,
        ),
        figure(
            "qr.month",
            "Lượt quét mã QR trong tháng",
            "lượt",
            FigureKind::Count,
        ),
        figure(
            "qr.total",
            "Lượt quét mã QR cộng dồn",
            "lượt",
            FigureKind::Count,
        ),
        figure("qr.money", "Số tiền quét mã QR", "đồng", FigureKind::Count),
        figure(
            "records.done",
            "Hồ sơ sức khỏe đã khởi tạo",
            "hồ sơ",
            FigureKind::Count,
        ),
        figure(
            "records.all",
            "Dân số cần khởi tạo",
            "người",
            FigureKind::Count,
        ),
        figure(
            "records.rate",
            "Tỷ lệ khởi tạo",
            "%",
            rate("records.done", "records.all"),
        ),
        figure("score", "Điểm chỉ số phục vụ", "điểm", FigureKind::Decimal),
    ];
    for figure in &mut figures {
        match figure.key.as_str() {
            "records.rate" => figure.decimals = 2,
            "qr.total" => figure.span = Span::Since(day(2022, 8, 1)),
            _ => {}
        }
    }
    let (mut direct, mut online) = (Vec::new(), Vec::new());
    for (i, (name, agency, ..)) in SERVICES.iter().enumerate() {
        let keys = ["direct", "online", "all", "rate"].map(|part| format!("services.s{i}.{part}"));
        let [d, o, all, r] = &keys;
        let sum = FigureKind::Computed(Formula::Sum(vec![figure_key(d), figure_key(o)]));
        let kinds = [FigureKind::Count, FigureKind::Count, sum, rate(o, all)];
        let names = ["trực tiếp", "trực tuyến", "tổng", "tỷ lệ"];
        for ((key, kind), what) in [d, o, all, r].into_iter().zip(kinds).zip(names) {
            let mut figure = figure(key, &format!("{name}: {what}"), "hồ sơ", kind);
            figure.row = Some(row_key(&format!("services.s{i}")));
            figure.provider = Some(AgencyKey::parse(agency).unwrap());
            figures.push(figure);
        }
        direct.push(figure_key(d));
        online.push(figure_key(o));
    }
    let total = |keys: Vec<FigureKey>| FigureKind::Computed(Formula::Total(keys));
    figures.push(figure(
        "services.direct",
        "Tổng trực tiếp",
        "hồ sơ",
        total(direct),
    ));
    figures.push(figure(
        "services.online",
        "Tổng trực tuyến",
        "hồ sơ",
        total(online),
    ));
    let both = vec![figure_key("services.direct"), figure_key("services.online")];
    let both = FigureKind::Computed(Formula::Sum(both));
    figures.push(figure("services.all", "Tổng hồ sơ", "hồ sơ", both));
    let share = rate("services.online", "services.all");
    figures.push(figure("services.rate", "Tỷ lệ trực tuyến", "%", share));
    figures
}

fn table(total_row: TotalRow) -> Table {
    let column = |key: &str, label: &str, kind: ColumnKind, width: u8| Column {
        key: column_key(key),
        label: label.to_owned(),
        short: label.to_owned(),
        group: (kind == ColumnKind::Figure).then(|| "Tổng".to_owned()),
        kind,
        printed: Printed::Yes,
        width,
    };
    let mut all = column("all", "Tổng hồ sơ", ColumnKind::Figure, 10);
    all.printed = Printed::No;
    let cells = |prefix: &str| {
        let cells = ["direct", "online", "all", "rate"];
        let cells = cells.map(|c| (column_key(c), figure_key(&format!("{prefix}.{c}"))));
        BTreeMap::from(cells)
    };
    let rows = SERVICES
        .iter()
        .enumerate()
        .map(|(i, (name, agency, ..))| TableRow {
            key: row_key(&format!("services.s{i}")),
            label: (*name).to_owned(),
            printed_label: None,
            provider: Some(AgencyKey::parse(agency).unwrap()),
            cells: cells(&format!("services.s{i}")),
            initial: Switch::On,
        });
    Table {
        columns: vec![
            column("no", "STT", ColumnKind::Position, 7),
            column("name", "Dịch vụ", ColumnKind::Label, 40),
            column("agency", "Đơn vị thực hiện", ColumnKind::Provider, 15),
            column(
                "direct",
                "Tiếp nhận hồ sơ trực tiếp",
                ColumnKind::Figure,
                13,
            ),
            column(
                "online",
                "Tiếp nhận hồ sơ trực tuyến",
                ColumnKind::Figure,
                13,
            ),
            all,
            column("rate", "Tỷ lệ (%)", ColumnKind::Figure, 12),
        ],
        rows: rows.collect(),
        total: cells("services"),
        total_row,
    }
}

fn narrative(key: &str, mark: Mark, default: &str) -> Item {
    let body = ItemBody::Narrative(Narrative {
        text: text_key(&format!("text.{key}")),
        default: default.to_owned(),
        hint: String::new(),
        mark,
        need: Need::Required,
    });
    item(key, body)
}

fn item(key: &str, body: ItemBody) -> Item {
    Item {
        key: item_key(key),
        label: format!("Mục {key}"),
        body,
    }
}

fn sentence(key: &str, mark: Mark, default: &str) -> SentenceText {
    SentenceText {
        text: text_key(&format!("text.{key}")),
        default: default.to_owned(),
        mark,
    }
}

fn section(level: u8, heading: &str, items: Vec<Item>) -> Section {
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

fn figure_group() -> ItemBody {
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

fn sections() -> Vec<Section> {
    let documents = ItemBody::Documents(DocumentList {
        intro: text_key("text.documents"),
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
        section(
            2,
            "1. Kết quả công tác tuyên truyền",
            vec![item("group", figure_group())],
        ),
        section(
            2,
            "2. Thực hiện các dịch vụ công thiết yếu",
            vec![
                narrative("intro", Mark::Dash, intro),
                item("services", ItemBody::Table(table(TotalRow::Printed))),
            ],
        ),
        section(
            1,
            "III. Khó khăn, vướng mắc",
            vec![narrative("hard", Mark::Dash, "")],
        ),
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
pub(crate) fn parts() -> TemplateParts {
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
    let at = |month, day| ScheduleDay { month, day };
    TemplateParts {
        id: template_ref(),
        name: "Báo cáo Đề án 06 (thử)".to_owned(),
        file_prefix: "BC-DA06".to_owned(),
        schedule: Schedule {
            from: at(-1, 12),
            to: at(0, 12),
            due: at(0, 19),
        },
        style: PrintStyle {
            below_ten: BelowTen::Padded,
            emphasis: Emphasis::Bold,
        },
        agencies: vec![
            agency("police", "Công an"),
            agency("land", "TN và MT"),
            agency("tax", "Chi cục Thuế"),
            agency("justice", "Tư pháp"),
        ],
        letterhead: letterhead
            .map(|(field, text)| (field, text.to_owned()))
            .to_vec(),
        names: vec![NameText {
            key: text_key("office.place"),
            label: "Tên gọi".to_owned(),
            text: "Phan Rang và Tháp Chàm".to_owned(),
        }],
        figures: figures(),
        sections: sections(),
    }
}

fn template_ref() -> TemplateRef {
    TemplateRef {
        key: TemplateKey::parse("test").unwrap(),
        version: 1,
    }
}

/// The template.
pub(crate) fn template() -> Template {
    Template::new(parts()).unwrap()
}

/// A report of May 2023 in which nothing is entered.
pub(crate) fn empty_report() -> Report {
    let office = Office {
        code: OfficeCode::parse("phan-rang-thap-cham").unwrap(),
        name: "UBND thành phố Phan Rang - Tháp Chàm".to_owned(),
    };
    let period = Period {
        key: PeriodKey::month_of(2023, 5).unwrap(),
        range: DateRange::new(day(2023, 4, 12), day(2023, 5, 12)).unwrap(),
        due: Some(day(2023, 6, 1)),
    };
    let header = Header {
        period,
        status: ReportStatus::Draft,
        remark: String::new(),
    };
    Report::new(office, template_ref(), header)
}

/// A report like the reference report.
pub(crate) fn report() -> Report {
    let mut report = empty_report();
    let letterhead = [
        (
            LetterheadField::ParentBody,
            "UBND thành phố\nPhan Rang - Tháp Chàm",
        ),
        (
            LetterheadField::Issuer,
            "Tổ công tác triển khai Đề án phát triển ứng dụng dữ liệu dân cư, định danh và xác thực điện tử",
        ),
        (LetterheadField::Number, "453"),
        (LetterheadField::Symbol, "BC-TCTĐA06"),
        (LetterheadField::Place, "Phan Rang - Tháp Chàm"),
        (LetterheadField::IssueDate, "19/5/2023"),
        (
            LetterheadField::Recipients,
            "Văn phòng UBND tỉnh\n- Phòng PC06 – Công an tỉnh;\nThường trực Thành ủy\nThường trực HĐND thành phố\nChủ tịch, các PCT UBND thành phố\nCác thành viên Tổ công tác thành phố\nVăn phòng HĐND và UBND thành phố\nLưu: VT, CATP.",
        ),
        (
            LetterheadField::SigningFor,
            "Tổ công tác Đề án 06 thành phố",
        ),
        (LetterheadField::SigningPost, "Tổ trưởng"),
        (LetterheadField::OtherPost, "Chủ tịch UBND thành phố"),
        (LetterheadField::SignerName, "Nguyễn Thành Phú"),
    ];
    for (field, text) in letterhead {
        report.texts.insert(field.text_key(), text.to_owned());
    }
    for (i, (_, _, direct, online)) in SERVICES.iter().enumerate() {
        let mut put = |part: &str, value: i64| {
            let key = figure_key(&format!("services.s{i}.{part}"));
            report.values.insert(key, Value::count(value));
        };
        put("direct", *direct);
        put("online", *online);
    }
    let counts = [
        ("lodging", 174),
        ("visits", 3798),
        ("qr.month", 9),
        ("qr.total", 13),
        ("qr.money", 1_965_456),
        ("records.done", 168_061),
        ("records.all", 169_641),
    ];
    for (key, count) in counts {
        report.values.insert(figure_key(key), Value::count(count));
    }
    report.values.insert(figure_key("score"), Value::NotArisen);
    fill_texts(&mut report);
    report
}

fn fill_texts(report: &mut Report) {
    let texts = [
        (
            "text.police",
            "Tổ chức quán triệt đến toàn bộ CBCS thực hiện nghiêm túc các văn bản chỉ đạo thực hiện Đề án 06; nỗ lực, giữ vững quyết tâm chính trị trong toàn lực lượng, xuyên suốt tất cả các cấp; phát huy vai trò lãnh đạo của các cấp ủy đảng, nêu cao trách nhiệm của người đứng đầu trong điều hành, chỉ đạo thực hiện.\n\n+ Công an thành phố đã tiếp nhận {services.online} hồ sơ trực tuyến, đạt tỷ lệ {services.rate}.",
        ),
        (
            "text.hard",
            "Hệ thống dịch vụ công liên thông đối với 02 nhóm thủ tục hành chính thiết yếu thuộc Đề án 06 đã triển khai liên thông về hồ sơ giữa các ngành Tư pháp, Lao động, Thương binh và Xã hội, Bảo hiểm xã hội tuy nhiên vẫn chưa thể kết nối trực tiếp với phần mềm đăng ký cư trú của lực lượng Công an.\nVề Cổng dịch vụ công quốc gia:\n+ Cổng dịch vụ công quốc gia đôi khi gặp lỗi trong lúc người dân tạo tài khoản và gửi hồ sơ.\n+ Một số cơ sở chưa trang bị được đủ thiết bị đọc mã QRcode.",
        ),
        (
            "text.next",
            "Xác định triển khai Đề án 06 là một trong nhiệm vụ trọng tâm, phải được tiến hành thường xuyên, liên tục ở tất cả các cấp, các ngành, các địa phương trên cơ sở huy động sự tham gia tích cực của người dân, doanh nghiệp.\nHuy động các nguồn lực để đầu tư, nâng cấp hạ tầng, thiết bị; đảm bảo an toàn, an ninh thông tin.\nTạo điều kiện để cán bộ, công chức được đào tạo, bồi dưỡng, nâng cao trình độ công nghệ thông tin, đáp ứng nhiệm vụ thực hiện Đề án 06 của đơn vị.",
        ),
    ];
    for (key, text) in texts {
        report.texts.insert(text_key(key), text.to_owned());
    }
    let documents = [
        (
            "1432/UBND-TH",
            day(2023, 4, 12),
            "hướng dẫn khai thác cơ sở dữ liệu quốc gia về dân cư",
        ),
        (
            "1510/UBND-TH",
            day(2023, 4, 17),
            "triển khai thực hiện các nhiệm vụ tại mô hình thí điểm của Đề án 06/CP",
        ),
    ];
    let entries = documents
        .into_iter()
        .zip(0_i64..)
        .map(|((code, day, subject), i)| DocumentEntry {
            id: EntryId::parse(&format!("e{i}")).unwrap(),
            position: i,
            document: IssuedDocument {
                doc_type: "Công văn".to_owned(),
                code: code.to_owned(),
                day: Some(DayValue::Day(day)),
                issuer: String::new(),
                subject: subject.to_owned(),
            },
        });
    report
        .documents
        .insert(item_key("documents"), entries.collect());
}
