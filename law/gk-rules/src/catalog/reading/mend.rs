//! Texts that were tampered with (文字修复): words of advertisements in titles of law, and a character lost throughout.
//! What is put back is said; what cannot be told for certain stays as it is and is said as well.

use super::diagnostics::{Report, Trouble};
use super::table::Table;
use crate::text::fold;

/// Words of betting and of pages that sell; none of them has a place in a catalog.
const FOREIGN: [&str; 24] = [
    "平台官网",
    "官网入口",
    "博彩",
    "娱乐城",
    "投注",
    "棋牌",
    "赌场",
    "下注",
    "百家乐",
    "皇冠体育",
    "真人娱乐",
    "体育平台",
    "彩票平台",
    "六合彩",
    "时时彩",
    "老虎机",
    "赌博",
    "开户送",
    "注册送",
    "官方入口",
    "登录入口",
    "网址入口",
    "app下载",
    "外围",
];

/// Titles nearly every catalog cites; a title with foreign words is compared with these.
const TITLES: [&str; 8] = [
    "中华人民共和国政府信息公开条例",
    "中华人民共和国政府信息公开条例实施办法",
    "关于全面推进政务公开工作的意见",
    "国务院办公厅关于推进公共资源配置领域政府信息公开的意见",
    "国务院办公厅关于推进重大建设项目批准和实施领域政府信息公开的意见",
    "关于推进重大建设项目批准和实施领域政府信息公开的意见",
    "教育部关于推进中小学信息公开工作的意见",
    "食品药品安全监管信息公开管理办法",
];

/// Mends every cell of a table.
pub(super) fn table(table: &mut Table, report: &mut Report) {
    let lost = lost_gong(table);
    let mut told = false;
    for row in &mut table.rows {
        for at in 0..row.cells.len() {
            let cell = row.cell(at).to_owned();
            if FOREIGN.iter().any(|words| cell.contains(words)) {
                let place = super::table::number(at);
                let (mended, left) = titles(&cell);
                if left {
                    report.say(Trouble::ForeignText, row.number, place, &mended);
                }
                if mended != cell {
                    report.say(Trouble::ForeignRestored, row.number, place, &mended);
                    row.rewrite(at, mended);
                }
            }
            if lost && let Some(mended) = put_back(row.cell(at)) {
                if !told {
                    report.say(Trouble::LostCharacter, row.number, super::table::number(at), &mended);
                    told = true;
                }
                report.say(Trouble::CharacterRestored, row.number, super::table::number(at), &mended);
                row.rewrite(at, mended);
            }
        }
    }
}

/// The cell with the titles that can be told for certain, and whether foreign words are left.
fn titles(cell: &str) -> (String, bool) {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(open) = rest.find('《') {
        let (before, tail) = rest.split_at(open + '《'.len_utf8());
        out.push_str(before);
        let end = tail.find('》').unwrap_or(tail.len());
        let (title, after) = tail.split_at(end);
        out.push_str(title_of(title).unwrap_or(title));
        rest = after;
    }
    out.push_str(rest);
    let left = FOREIGN.iter().any(|words| out.contains(words));
    (out, left)
}

/// The one known title that shares most with this one before and behind a stretch that holds the foreign words.
fn title_of(title: &str) -> Option<&'static str> {
    if !FOREIGN.iter().any(|words| title.contains(words)) {
        return None;
    }
    let words: Vec<char> = fold(title).chars().collect();
    let same = |known: &str| {
        let known: Vec<char> = known.chars().collect();
        let front = known.iter().zip(&words).take_while(|(a, b)| a == b).count();
        let back = known.iter().rev().zip(words.iter().rev()).take_while(|(a, b)| a == b).count();
        let stretch: String =
            words.iter().skip(front).take(words.len().saturating_sub(front + back)).collect();
        let whole = back >= 2 && front + back >= 6 && front + back <= known.len();
        if whole && FOREIGN.iter().any(|foreign| stretch.contains(foreign)) { front + back } else { 0 }
    };
    let most = TITLES.iter().map(|known| same(known)).max().filter(|most| *most > 0)?;
    let mut found = TITLES.iter().copied().filter(|known| same(known) == most);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a table lost every 公: its head has three labels without it, and the character occurs nowhere.
fn lost_gong(table: &Table) -> bool {
    const WITHOUT: [&str; 9] =
        ["开事项", "开内容", "开依据", "开时限", "开主体", "开渠道", "开对象", "开方式", "开层级"];
    let cells = || table.rows.iter().take(400).flat_map(|row| row.cells.iter());
    let heads = WITHOUT
        .iter()
        .filter(|label| cells().any(|cell| cell.len() < 60 && fold(cell).starts_with(*label)))
        .count();
    heads >= 3 && !cells().any(|cell| cell.contains('公'))
}

/// 公开 for 开 and 公示 for 示, where no other word with that character stands there.
fn put_back(cell: &str) -> Option<String> {
    if !cell.contains(['开', '示']) {
        return None;
    }
    let chars: Vec<char> = cell.chars().collect();
    let mut out = String::with_capacity(cell.len() + 12);
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|one| chars.get(one)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let other = match c {
            '开' => {
                "发工展办放设始户具庭通支业学幕辟创评采垦征挖除".contains(after)
                    || "召展打离分敞推拉".contains(before)
            }
            '示' => "范意例警弱威".contains(after) || "指提表显警展演揭启明请批出".contains(before),
            _ => true,
        };
        if !other {
            out.push('公');
        }
        out.push(*c);
    }
    (out != cell).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_can_be_told_is_put_back() {
        let (mended, left) = titles(
            "《食品安全法》《中华人民共和国某某平台官网入口条例》《某某平台官网全面推进政务公开工作的意见》",
        );
        assert_eq!(
            mended,
            "《食品安全法》《中华人民共和国政府信息公开条例》《关于全面推进政务公开工作的意见》"
        );
        assert!(!left);
    }

    #[test]
    fn a_title_that_may_be_several_stays() {
        let (mended, left) = titles("《某某平台官网入口条例》");
        assert_eq!(mended, "《某某平台官网入口条例》");
        assert!(left);
    }

    #[test]
    fn a_character_lost_throughout_is_put_back() {
        assert_eq!(
            put_back("及时开危房改造名单并召开会议，村委会示栏").as_deref(),
            Some("及时公开危房改造名单并召开会议，村委会公示栏")
        );
        assert_eq!(put_back("开展示范"), None);
    }
}
