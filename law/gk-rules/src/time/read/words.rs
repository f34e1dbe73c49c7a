//! Promises without a number (无数字的时限): 及时, 长期, 同步, 按规定, 同上.

use super::{Promise, Taken, has_any, skip_all, strip_any};

/// A promise in words at the head of the text.
pub(super) fn words<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if let Some(rest) = strip_any(text, "同上 同前 同上款 同上条 同上一项") {
        return Some((Promise::Same, rest));
    }
    if let Some(rest) = strip_any(text, "长期 永久 常年 持续 全年 始终 一直 长久 永远 长年")
    {
        return Some((Promise::Forever, rest));
    }
    if let Some(rest) = strip_any(text, "同步 同时 同期 一并 一同 同日") {
        return Some((Promise::Together, rest));
    }
    if text.starts_with('随') && !before.ends_with(['跟', '伴']) {
        if let Some(rest) = strip_any(text, "随时 随到随 随有随 随变随") {
            return Some(at_once(rest));
        }
        let at = text.find("公开").or_else(|| text.find("公布")).or_else(|| text.find("发布"));
        return at
            .filter(|at| *at > '随'.len_utf8())
            .map(|at| (Promise::Together, text.get(at..).unwrap_or_default()));
    }
    let noun = strip_any(text, "动态信息 动态监测 动态类 动态栏 动态新闻 动态要闻 当日信息").is_some();
    if let Some(rest) = strip_any(text, AT_ONCE).filter(|_| !noun) {
        return Some(at_once(rest));
    }
    by_law(before, text)
}

const AT_ONCE: &str = "及时 实时 即时 适时 立即 立刻 即刻 动态 当日 当天 当场 第一时间 马上 即日 尽快 \
    不定期 随即";

fn at_once(rest: &str) -> (Promise, &str) {
    let verbs = skip_all(rest, "公开 、 或 并 及 地 进行 予以");
    let upkeep = strip_any(verbs, "更新 调整 维护 变更 修订 管理").is_some();
    (Promise::AtOnce { upkeep }, rest)
}

/// 按…规定, 依法, 见…, 规定时限内.
fn by_law<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    if let Some(rest) = strip_any(text, "依法依规 依法 依规 依照法 按规 照章") {
        return Some((Promise::ByLaw, rest));
    }
    if let Some(rest) = strip_any(text, "时限内 期限内 规定时间内 限期内 有效期内 规定时间 规定的时间")
    {
        return Some((Promise::ByLaw, rest));
    }
    if let Some(rest) = strip_any(text, "详见 参见 参照 见").filter(|_| before.is_empty()) {
        let end = rest.find([',', ';']).unwrap_or(rest.len());
        return Some((Promise::ByLaw, rest.get(end..).unwrap_or_default()));
    }
    let rest = strip_any(text, "按照 按 依照 依据 根据 遵照 遵循 以")?;
    let end = rest.find([',', ';']).unwrap_or(rest.len());
    let clause = rest.get(..end)?;
    if text.starts_with('以') && !clause.ends_with("为准") {
        return None;
    }
    if !has_any(clause, "规定 要求 法律 法规 条例 办法 为准 通知 标准执行 有关政策 制度 文件执行 时限 约定")
    {
        return None;
    }
    // Only up to the word that names the text: a number behind it is still read.
    let named = ["规定时限", "规定期限", "规定", "要求", "为准", "条例》", "办法》", "法》", "》"];
    let at = named
        .iter()
        .filter_map(|word| clause.find(word).map(|at| at + word.len()))
        .min()
        .unwrap_or(clause.len());
    Some((Promise::ByLaw, rest.get(at..).unwrap_or_default()))
}

/// …时公开, …时: at the event. `text` begins at 时.
pub(super) fn when<'a>(before: &str, text: &'a str) -> Taken<'a, Promise> {
    let rest = text.strip_prefix('时')?;
    let follows = rest.is_empty() || strip_any(rest, "公开 公布 公示 发布 即 予以 公告 在 向社会").is_some();
    let odd = before.ends_with([
        '及', '实', '随', '即', '适', '同', '小', '临', '定', '按', '准', '平', '限', '暂', '不', '届', '工',
        '时', '有', '何',
    ]);
    let long = before.chars().count() >= 2;
    (follows && !odd && long && !before.ends_with(|c: char| c.is_ascii_digit()))
        .then_some((Promise::When, rest))
}
