//! The diagnostics of the catalog reader (诊断表): stable codes with their Chinese sentence and hint.

use crate::catalog::draft::{Diagnostic, Severity};

/// 诊断条目: one line of the table of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// GK-Cnnn, never used again for something else.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// One Chinese sentence; `{}` stands for what was found.
    pub message: &'static str,
    /// What to do.
    pub hint: &'static str,
}

macro_rules! troubles {
    ($($name:ident $code:literal $severity:ident $message:literal $hint:literal;)+) => {
        /// What can be wrong with a catalog.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Trouble { $($name),+ }
        /// 诊断代码表: every code the reader of catalogs can give, in the order of the codes.
        pub const TABLE: &[Entry] = &[$(Entry { code: $code, severity: Severity::$severity, message: $message, hint: $hint }),+];
        impl Trouble {
            fn entry(self) -> Entry {
                match self {
                    $(Self::$name => Entry { code: $code, severity: Severity::$severity, message: $message, hint: $hint }),+
                }
            }
        }
    };
}

troubles! {
    NoHeader "GK-C001" Error "没有找到表头：{}" "请保留含有“序号、公开事项、公开内容、公开依据、公开时限”等字样的表头行。";
    NothingRead "GK-C002" Error "没有读到任何公开事项：{}" "请检查文件是否为标准目录，或者表格是否以图片形式插入。";
    TooLong "GK-C003" Error "内容过多（{}行），超出部分没有读取" "标准目录一般不超过数千行，请拆分文件或者删除空行后重新导入。";
    TooFewCells "GK-C004" Warning "本行单元格少于表头（{}），已按内容推断所在的列" "请对照原表核对本行各列。";
    TooManyCells "GK-C005" Warning "本行单元格多于表头（{}），多出部分没有归入任何列" "请对照原表核对本行各列。";
    CellMisplaced "GK-C006" Warning "单元格内容与所在的列不符：{}" "请对照原表核对，或者在表格中补齐空白单元格。";
    RunTogether "GK-C007" Warning "本行没有单元格界线，已按用语切分：{}" "请对照原表核对各列，最好改为导入原始表格文件。";
    NotSeparated "GK-C008" Error "本行没有单元格界线，无法分清：{}" "请改为导入原始表格文件，或者用竖线“|”隔开各列。";
    UnknownDomain "GK-C009" Note "“{}”不在26个试点领域之内，按原文保留" "如属26个试点领域，请改用标准名称。";
    NoDomain "GK-C010" Note "没有写明所属领域：{}" "请在导入时指定领域，或者保留“××领域基层政务公开标准目录”标题。";
    NoLevel1Above "GK-C011" Warning "一级事项为空，而且上方没有可以沿用的一级事项：{}" "请补充一级事项名称。";
    NoName "GK-C012" Error "本行没有公开事项名称：{}" "请补充一级或者二级事项名称。";
    Continued "GK-C013" Note "本行没有序号和事项名称，已并入上一事项：{}" "如为独立事项，请补充事项名称。";
    SameAboveMissing "GK-C014" Error "“同上”的上方没有可以沿用的内容：{}" "请写明具体内容。";
    SameAboveResolved "GK-C015" Note "“同上”已按上一行读取：{}" "排序或者筛选之前请写明具体内容。";
    UnknownBox "GK-C020" Warning "渠道前的方框符号无法辨认：{}" "请用“■”表示选用、“□”表示不选用。";
    UnknownChannel "GK-C021" Note "渠道“{}”不在标准的12种之内，归入“其他”" "如与标准渠道同义，请改用标准名称。";
    ChannelsUnticked "GK-C022" Warning "渠道列没有选中任何一项：{}" "请至少选用一种公开渠道和载体。";
    OtherChannelEmpty "GK-C023" Warning "选用了“其他”渠道，但没有写明是什么：{}" "请写明其他渠道的名称。";
    MaskedNumber "GK-C030" Error "公开时限中的数字被遮盖：{}" "请对照原表填写数字；系统不作猜测。";
    LimitUnclear "GK-C031" Warning "公开时限无法读成规则：{}" "请改用“信息形成或者变更之日起20个工作日内”之类的写法，或者人工认定。";
    NumberRepaired "GK-C032" Note "发文字号已补正：{}" "请对照文件原文核对。";
    TitleBroken "GK-C033" Warning "书名号不成对：{}" "请对照文件原文补齐“《”或者“》”。";
    ForeignText "GK-C034" Warning "疑似被篡改的文字：{}" "请检查来源页面是否被植入广告或者博彩内容。";
    ForeignRestored "GK-C035" Warning "疑似被篡改的文字已按法规名称还原：{}" "请对照文件原文核对。";
    LostCharacter "GK-C036" Warning "来源疑似整体丢失汉字“公”，已按常用词补回：{}" "请对照原表核对。";
    MarkupRemoved "GK-C037" Note "来源夹带网页代码或者拼音注音，已去除：{}" "请核对文字是否完整。";
    Traditional "GK-C038" Note "来源为繁体字，已按简体读取：{}" "请核对专有名称。";
    MaskedText "GK-C039" Warning "文字被遮盖：{}" "请对照原表补充；系统不作猜测。";
    TickUnclear "GK-C040" Warning "勾选符号无法辨认：{}" "请用“√”表示选用，空白表示不选用。";
    TicksMoved "GK-C041" Warning "勾选列的空白单元格丢失，已按“全社会、主动”在前的常例读取：{}" "请对照原表核对公开对象、公开方式和公开层级。";
    LevelUnknown "GK-C042" Warning "公开层级无法辨认：{}" "请写明县级、乡级或者村级。";
    BothMethods "GK-C043" Warning "同时选用了主动公开和依申请公开：{}" "一般只选一种，请核对。";
    BothAudiences "GK-C044" Warning "同时选用了全社会和特定群体：{}" "一般只选一种，请核对。";
    TicksLost "GK-C045" Warning "勾选列的空白单元格丢失，无法分清勾选的是哪一列：{}" "请对照原表填写公开对象、公开方式和公开层级。";
    TierByOrgan "GK-C046" Warning "公开层级的空白单元格丢失，已按公开主体所在层级读取：{}" "请对照原表核对公开层级。";
    Missing "GK-C050" Warning "缺少必备要素：{}" "名称、内容、依据、时限、主体、方式、渠道、对象八项要素应当齐全。";
    ColumnAbsent "GK-C051" Warning "表中没有“{}”列" "名称、内容、依据、时限、主体、方式、渠道、对象八项要素应当齐全。";
    Duplicate "GK-C052" Warning "事项重复：{}" "请合并或者删除重复的事项。";
    UnforeseenColumn "GK-C053" Note "列“{}”不在标准之内，按附加列保留" "无需处理；如与标准列同义，请改用标准列名。";
    TooManyRows "GK-C054" Note "事项数量异常：{}" "一个领域一般不超过数百项，请核对是否混入其他内容。";
    CellTooLong "GK-C055" Warning "单元格文字过长，超出四万字的部分没有读取：{}" "请检查该单元格是否误贴了整篇文字。";
    RowTooWide "GK-C056" Warning "本行单元格过多，第200格以后没有读取：{}" "请检查表格右侧是否误留了内容。";
    TooMuchSaid "GK-C057" Warning "问题过多，只列出前{}条" "请先处理已列出的问题，再重新读取。";
    CharacterRestored "GK-C058" Note "已补回“公”字：{}" "请对照原表核对。";
    Level1Carried "GK-C059" Note "一级事项为空，自本行起沿用上方的“{}”" "请核对上方的一级事项是否包括这些行。";
    Footer "GK-C060" Note "表尾的填表说明没有作为事项读取：{}" "如为公开事项，请补充序号和事项名称。";
    Transposed "GK-C061" Note "表格的行列互换（事项按列排列），已按列读取：首行为“{}”" "请对照原表核对各项。";
    TransposedUneven "GK-C062" Error "表格的行列互换（事项按列排列），但各行格数不一，无法分清各事项：首行为“{}”" "请补齐各行的空白单元格，或者改为事项按行排列后重新导入。";
}

/// The diagnostics of one source, as they come.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The table being read.
    pub(super) sheet: String,
    /// All so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The most diagnostics kept of one source; a file with more is not a catalog.
const MOST: usize = 20_000;

impl Report {
    /// Says one thing about a row and a column (0: the whole).
    pub(super) fn say(&mut self, trouble: Trouble, row: u32, column: u32, what: &str) {
        match self.diagnostics.len() {
            MOST => self.push(Trouble::TooMuchSaid, 0, 0, &MOST.to_string()),
            more if more > MOST => {}
            _ => self.push(trouble, row, column, what),
        }
    }

    fn push(&mut self, trouble: Trouble, row: u32, column: u32, what: &str) {
        let entry = trouble.entry();
        self.diagnostics.push(Diagnostic {
            code: entry.code.to_owned(),
            severity: entry.severity,
            sheet: self.sheet.clone(),
            row,
            column,
            message: entry.message.replace("{}", &excerpt(what)),
            hint: entry.hint.to_owned(),
        });
    }
}

/// At most forty characters of a text, on one line.
fn excerpt(text: &str) -> String {
    let folded: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= 40 {
        return folded;
    }
    let mut short: String = folded.chars().take(40).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_given_once_and_has_a_sentence_and_a_hint() {
        let mut last = "";
        for entry in TABLE {
            assert!(entry.code > last, "{} after {last}", entry.code);
            assert!(entry.code.starts_with("GK-C") && entry.code.len() == 7, "{}", entry.code);
            assert!(!entry.message.is_empty() && entry.hint.ends_with('。'), "{}", entry.code);
            last = entry.code;
        }
    }

    #[test]
    fn a_diagnostic_names_what_and_where() {
        let mut report = Report { sheet: "救灾".to_owned(), ..Report::default() };
        report.say(Trouble::MaskedNumber, 7, 5, "之日起 * 个工作日内");
        let one = report.diagnostics.first().expect("one was said");
        assert_eq!((one.code.as_str(), one.row, one.column), ("GK-C030", 7, 5));
        assert_eq!(one.message, "公开时限中的数字被遮盖：之日起 * 个工作日内");
    }
}
