//! Reports for tests: the reference report's letterhead, its table of 15 services, and one item of
//! every kind.

use chrono::NaiveDate;

use crate::report::content::{DocumentEntry, Header, IssuedDocument, Report, ReportStatus};
use crate::report::key::{EntryId, FigureKey, ItemKey, OfficeCode, RowKey, TextKey};
use crate::report::letterhead::LetterheadField;
use crate::report::office::Office;
use crate::report::period::{DateRange, DayValue, Period, PeriodKey};
use crate::report::value::Value;

#[path = "fixture_template.rs"]
mod form;

use form::template_ref;
pub(crate) use form::{SERVICES, template};

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
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
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
    let header = Header { period, status: ReportStatus::Draft, remark: String::new() };
    Report::new(office, template_ref(), header)
}

/// A report like the reference report.
pub(crate) fn report() -> Report {
    let mut report = empty_report();
    let letterhead = [
        (LetterheadField::ParentBody, "UBND thành phố\nPhan Rang - Tháp Chàm"),
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
        (LetterheadField::SigningFor, "Tổ công tác Đề án 06 thành phố"),
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
            "Tổ chức quán triệt đến toàn bộ CBCS thực hiện nghiêm túc các văn bản chỉ đạo thực hiện Đề án 06; nỗ lực, giữ vững quyết tâm chính trị trong toàn lực lượng, xuyên suốt tất cả các cấp; phát huy vai trò lãnh đạo của các cấp ủy đảng, nêu cao trách nhiệm của người đứng đầu trong điều hành, chỉ đạo thực hiện.\n\n+ Công an thành phố đã tiếp nhận {services.total.online} hồ sơ trực tuyến, đạt tỷ lệ {services.total.rate}.",
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
        ("1432/UBND-TH", day(2023, 4, 12), "hướng dẫn khai thác cơ sở dữ liệu quốc gia về dân cư"),
        (
            "1510/UBND-TH",
            day(2023, 4, 17),
            "triển khai thực hiện các nhiệm vụ tại mô hình thí điểm của Đề án 06/CP",
        ),
    ];
    let entries =
        documents.into_iter().zip(0_i64..).map(|((code, day, subject), i)| DocumentEntry {
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
    report.documents.insert(item_key("documents"), entries.collect());
}
