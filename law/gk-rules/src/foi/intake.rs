//! Applications by the file (批量收件): rows of another system, read field by field; what cannot be read is told with its line.

use std::collections::BTreeMap;

use super::application::{Carrier, Channel, ServiceMode};
use super::form::{AgentPart, ContactPart, Field, Form, IdKind, IdentityPart};
use crate::report::Applicants;
use crate::{Coded, Day, Reason};

/// 一行收件: an application as another system has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// 原编号: the other system's own number; the same number is the same application.
    pub key: String,
    /// 收到渠道
    pub channel: Channel,
    /// 提交日、签收日、到达日
    pub on: Day,
    /// 申请表
    pub form: Form,
}

/// 一行的值: by the code of the field.
pub type Cells = BTreeMap<String, String>;

/// The columns beside those of the form.
const OWN: [(&str, &str); 4] =
    [("key", "原编号"), ("channel", "收到渠道"), ("on", "收到日期"), ("accepts_other", "可接受其他方式")];

/// 列名: the code of a heading, by its code or its Chinese name; nothing for one nobody knows.
#[must_use]
pub fn column(heading: &str) -> Option<&'static str> {
    let heading = heading.trim().trim_start_matches('\u{feff}');
    let own = OWN.into_iter().find(|(code, label)| [*code, *label].contains(&heading)).map(|(code, _)| code);
    let fields =
        || Field::ALL.iter().find(|one| [one.code(), one.label()].contains(&heading)).map(|one| one.code());
    own.or_else(fields)
}

/// 原编号的最大字数.
const MAX_KEY: usize = 80;

fn text<'c>(cells: &'c Cells, name: &str) -> &'c str {
    cells.get(name).map_or("", |value| value.trim())
}

/// A member of a code list by its code or its Chinese name.
fn chosen<T: Coded>(cells: &Cells, name: &str, against: &mut Vec<Reason>) -> Option<T> {
    let typed = text(cells, name);
    let found = T::from_code(typed).or_else(|| T::ALL.iter().copied().find(|one| one.label() == typed));
    if found.is_none() && !typed.is_empty() {
        let label = column(name).and_then(label_of).unwrap_or_default();
        against.push(Reason::new("foi.intake_choice", format!("{label}“{typed}”不在可选的范围之内。")));
    }
    found
}

fn label_of(code: &'static str) -> Option<&'static str> {
    let own = OWN.into_iter().find(|one| one.0 == code).map(|one| one.1);
    own.or_else(|| Field::from_code(code).map(Coded::label))
}

/// 读取一行: an application, or every reason why it is none. What the form itself lacks is said when it is received.
///
/// # Errors
/// The reasons.
pub fn incoming(cells: &Cells) -> Result<Incoming, Vec<Reason>> {
    let mut against = Vec::new();
    let key = text(cells, "key");
    if key.is_empty() || key.chars().count() > MAX_KEY {
        against.push(Reason::new("foi.intake_key", format!("没有原编号，或者超过{MAX_KEY}个字。")));
    }
    let channel: Option<Channel> = chosen(cells, "channel", &mut against);
    if channel.is_none() && text(cells, "channel").is_empty() {
        against.push(Reason::new("foi.intake_channel", "没有收到渠道。"));
    }
    let on = text(cells, "on").parse::<Day>().ok();
    if on.is_none() {
        against.push(super::words::day_unreadable(text(cells, "on")));
    }
    let form = form(cells, &mut against);
    match (channel, on) {
        (Some(channel), Some(on)) if against.is_empty() => {
            Ok(Incoming { key: key.to_owned(), channel, on, form })
        }
        _ => Err(against),
    }
}

fn form(cells: &Cells, against: &mut Vec<Reason>) -> Form {
    let of = |field: Field| text(cells, field.code()).to_owned();
    let yes = |name: &str| matches!(text(cells, name), "1" | "是" | "true" | "yes");
    let kind: Option<Applicants> = chosen(cells, Field::Kind.code(), against);
    let id_kind: Option<IdKind> = chosen(cells, Field::IdKind.code(), against);
    let obtain: Option<ServiceMode> = chosen(cells, Field::Obtain.code(), against);
    let mut carriers = Vec::new();
    for part in text(cells, Field::Carriers.code())
        .split(['、', ';', '；', '|'])
        .filter(|part| !part.trim().is_empty())
    {
        let one = Cells::from([(Field::Carriers.code().to_owned(), part.to_owned())]);
        carriers.extend(chosen::<Carrier>(&one, Field::Carriers.code(), against));
    }
    Form {
        kind,
        name: of(Field::Name),
        identity: IdentityPart {
            id_kind,
            id_number: of(Field::IdNumber),
            credit_code: of(Field::CreditCode),
            representative: of(Field::Representative),
            proof: yes(Field::Proof.code()),
        },
        contact: ContactPart {
            name: of(Field::ContactName),
            address: of(Field::Address),
            postcode: of(Field::Postcode),
            phone: of(Field::Phone),
            fax: of(Field::Fax),
            email: of(Field::Email),
        },
        agent: AgentPart { name: of(Field::Agent), mandate: yes(Field::Mandate.code()) },
        about: of(Field::About),
        carriers,
        obtain,
        accepts_other: yes("accepts_other"),
    }
}

/// 行号在前: a reason with the line of the file it is about.
#[must_use]
pub fn at_line(line: u32, reason: Reason) -> Reason {
    Reason { words: format!("第{line}行：{}", reason.words), ..reason }
}

/// 同一文件中编号重复
#[must_use]
pub fn twice(key: &str) -> Reason {
    Reason::new("foi.intake_twice", format!("原编号“{key}”在文件中出现了两次。"))
}

/// 不认识的列
#[must_use]
pub fn unknown_column(heading: &str) -> Reason {
    let heading: String = heading.chars().take(30).collect();
    Reason::new("foi.intake_column", format!("不认识的列“{heading}”。"))
        .cure("列名用字段代码或者申请表上的名称。")
}

/// 读不出一行
#[must_use]
pub fn line_unreadable(words: &str) -> Reason {
    Reason::new("foi.intake_line", format!("不能读取：{words}"))
}

/// 文件里没有收件
#[must_use]
pub fn empty_file() -> Reason {
    Reason::new("foi.intake_empty", "文件里没有一件申请。").cure("每行一件；csv的第一行是列名。")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(pairs: &[(&str, &str)]) -> Cells {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_row_is_read_by_codes_or_by_chinese_names() {
        let row = [
            ("key", "OA-1"),
            ("channel", "挂号信"),
            ("on", "2026-11-20"),
            ("kind", "自然人"),
            ("name", "甲"),
            ("about", "x"),
            ("carriers", "email"),
            ("obtain", "post"),
        ];
        let against = incoming(&cells(&row)).unwrap_err();
        assert_eq!(against.iter().map(|one| one.code).collect::<Vec<_>>(), ["foi.intake_choice"]);
        let mut right = cells(&row);
        right.insert("channel".into(), Channel::RegisteredPost.label().into());
        let read = incoming(&right).unwrap();
        assert_eq!((read.channel, read.form.kind), (Channel::RegisteredPost, Some(Applicants::Person)));
        assert_eq!(column("申请人类型"), Some("kind"));
        assert_eq!(column("收到日期"), Some("on"));
        assert_eq!(column("颜色"), None);
    }

    #[test]
    fn every_fault_of_a_row_is_told_at_once() {
        let against = incoming(&cells(&[("on", "昨天")])).unwrap_err();
        let codes: Vec<&str> = against.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["foi.intake_key", "foi.intake_channel", "foi.day_malformed"]);
        assert!(at_line(3, twice("x")).words.starts_with("第3行"));
    }
}
