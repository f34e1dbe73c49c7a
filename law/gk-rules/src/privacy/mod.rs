//! Personal information (个人信息): what is kept sealed, how it is shown masked, what a purpose of opening it may be, and
//! the grammar of the numbers people are known by. Nothing here refuses anybody: a doubtful number is a remark.
//!
//! | file | rests on |
//! |---|---|
//! | [`kind`] | 个人信息保护法 arts 28, 51: kinds of sealed values, each with its normal form and its mask |
//! | [`mask`] | 个人信息保护法 art 51(3): what a list may show |
//! | [`resident_id`] | GB 11643: 公民身份号码 |
//! | [`credit_code`] | GB 32100: 统一社会信用代码 |
//! | [`bank_card`] | ISO/IEC 7812: 银行卡号 |
//! | [`passport`] | 护照号码 and travel permits |
//! | [`places`] | where numbers and addresses stand in a text |
//! | [`contact`] | telephone numbers, postal codes, e-mail addresses (条例 art 29: 联系方式) |
//! | [`reasons`] | why a file is not kept sealed |
//! | [`purpose`] | 个人信息保护法 art 6: sealed values are opened for a purpose only |
//! | [`events`] | what the ledger calls it |

pub mod bank_card;
pub mod contact;
pub mod credit_code;
pub mod events;
pub mod kind;
pub mod mask;
pub mod passport;
pub mod places;
pub mod purpose;
pub mod reasons;
pub mod resident_id;

pub use events::PrivacyEvent;
pub use kind::SecretKind;
pub use purpose::Purpose;
pub use resident_id::ResidentId;

/// 无法解密: what a list shows for a sealed value that cannot be opened.
pub const UNREADABLE: &str = "（无法解密）";
