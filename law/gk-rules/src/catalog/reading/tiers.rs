//! The tiers an organ's words speak of (公开主体所在层级), for rows whose blank cells were lost.

use super::words::Column;
use crate::text::squeeze;

/// The columns of the tiers all organs of a cell stand at, in the order of the standard; empty where any of the organs
/// does not say its tier (有关部门).
pub(super) fn of(responsible: &str) -> Vec<Column> {
    let text = squeeze(responsible);
    let plain = text.replace(['(', ')'], "、");
    let mut found: Vec<Column> = Vec::new();
    for part in plain.split(['、', ',', ';', ' ', '/', '和', '及']).filter(|part| !part.trim().is_empty())
    {
        let Some(tier) = tier(part.trim()) else { return Vec::new() };
        if !found.contains(&tier) {
            found.push(tier);
        }
    }
    [Column::County, Column::Township, Column::Village]
        .into_iter()
        .filter(|one| found.contains(one))
        .collect()
}

fn tier(organ: &str) -> Option<Column> {
    let ends = |words: &[&str]| words.iter().any(|one| organ.ends_with(one));
    if ends(&["村", "社区", "村委会", "居委会", "村民委员会", "居民委员会", "村级"]) {
        return Some(Column::Village);
    }
    let town = ["镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办事处", "街道办", "镇级", "乡级"];
    if town.iter().any(|one| organ.contains(one)) || ends(&["街道", "镇", "乡", "乡镇", "镇街"]) {
        return Some(Column::Township);
    }
    let county = organ.contains(['县', '区', '市', '旗']) && !organ.contains("社区");
    let kinds = ["局", "部门", "委", "办", "政府", "中心", "院", "大队", "委员会", "办公室", "支队"];
    (ends(&["局"]) || county && ends(&kinds)).then_some(Column::County)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organ_stands_at_the_tier_its_name_says() {
        assert_eq!(of("区应急局"), [Column::County]);
        assert_eq!(of("金乡县卫生健康局"), [Column::County]);
        assert_eq!(of("高明区荷城街道办事处"), [Column::Township]);
        assert_eq!(of("民政局、乡镇人民政府（街道办事处）"), [Column::County, Column::Township]);
        assert_eq!(of("贫困人口所在行政村"), [Column::Village]);
    }

    #[test]
    fn an_organ_that_does_not_say_its_tier_decides_nothing() {
        assert!(of("相关审批部门").is_empty() && of("应急管理部门").is_empty() && of("").is_empty());
        assert!(of("区民政局、有关部门").is_empty());
    }
}
