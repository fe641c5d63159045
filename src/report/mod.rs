//! What a report is: template, figures, values, periods, offices, numbers, text.
//!
//! **Invariant:** pure. No file, clock, thread, SQL, serde or egui; time and ids come in as
//! arguments; nothing here can fail on the outside world.
//!
//! # Vietnamese and code
//!
//! Identifiers are English, what an official reads is Vietnamese. One noun names one thing, in both:
//!
//! | An official says | Code |
//! |---|---|
//! | báo cáo (của một đơn vị, một kỳ, theo một mẫu) | [`content::Report`] |
//! | mẫu báo cáo; phần, mục của mẫu | [`template::Template`]; [`section::Section`], [`section::Item`] |
//! | đơn vị báo cáo | [`office::Office`]; its level (xã, tỉnh) is nowhere in the code |
//! | kỳ báo cáo; ngày chốt số liệu; hạn gửi | [`period::Period`]; its range; its due day |
//! | chỉ tiêu; số liệu của chỉ tiêu trong một kỳ | [`figure::Figure`]; [`value::Value`] |
//! | để trống; 0; không phát sinh; chưa đọc được | `Value::Blank`; a count of 0; `Value::NotArisen`; `Value::Unreadable` |
//! | hơn, trên, gần, khoảng, ít nhất | [`value::Qualifier`] |
//! | trong kỳ; lũy kế từ ngày; tính đến ngày; trong các ngày | [`figure::Span`]: `InPeriod`; `Since`; `AsOf`; `Window` |
//! | tỷ lệ; tử số, mẫu số | rate ([`crate::calc::rate`]); part, whole |
//! | cộng; dòng cộng | `Formula::Sum` or `Total`; total row |
//! | in khác số tính được | printed value: `Report::printed` |
//! | dòng của bảng; cột | table row; column |
//! | đơn vị thực hiện, cung cấp số liệu | agency ([`key::AgencyKey`]); provider |
//! | lời văn; câu mẫu | text ([`key::TextKey`]); [`sentence`] |
//! | lấy từ tháng trước; số lấy chờ xác nhận | carry ([`crate::calc::carry`]); carried, unconfirmed |
//! | kiểm tra; phát hiện; lỗi, cảnh báo, lưu ý | check ([`check`]); finding ([`crate::calc::check::Finding`]); [`check::Severity`] |
//! | giải trình | explanation |
//! | ghi chú; cần theo dõi | comment; follow-up |
//! | nháp; đã chốt; mở lại; đã gửi; bị trả lại; đã được nhận | [`content::ReportStatus`]: draft; final; reopened; sent; returned; accepted |
//! | văn bản đã ban hành (trong danh sách) | [`content::IssuedDocument`] |
//! | văn bản (báo cáo đã dựng xong) | [`crate::document::Document`] |
//! | thể thức; mẫu Word của đơn vị | [`look::Look`], [`decree`]; skeleton ([`mod@crate::export::docx`]) |
//! | số, ký hiệu; địa danh; trích yếu; nơi nhận; kính gửi | [`letterhead`]: number, symbol; place; subject; recipients; addressees |
//! | phụ lục | annex |
//! | phiếu thu thập | collection form ([`crate::calc::collect`]) |
//! | tệp dữ liệu; tệp số liệu | data file ([`crate::store`]); report file ([`crate::exchange`]) |
//! | thao tác; lịch sử; hoàn tác | operation; history; undo |
//! | nhật ký | log ([`crate::store`]): every operation with what it changed |
//! | bản sao; thư mục sao lưu; khôi phục | backup ([`crate::app::safekeeping::Backup`]); folder of backups; restore |
//! | diễn tập khôi phục | drill ([`crate::app::safekeeping::Drill`]) |
//! | kiểm tra dữ liệu; khác với lần lưu cuối; sửa theo nhật ký | verify ([`crate::store::Verification`]); damage; mend |

pub mod change;
pub mod check;
pub mod collecting;
pub mod content;
pub mod copy_order;
pub mod decree;
pub mod deed;
pub mod document;
pub mod fault;
pub mod field;
pub mod figure;
pub mod header;
pub mod key;
pub mod letterhead;
pub mod look;
pub mod names;
pub mod note;
pub mod number;
pub mod office;
pub mod office_words;
pub mod period;
pub mod report_key;
pub mod row;
pub mod section;
pub mod sentence;
pub mod table;
pub mod template;
pub mod text;
pub mod value;
