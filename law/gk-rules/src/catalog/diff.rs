//! Differences (版本差异): what changed between two editions, item by item and column by column.

use std::collections::BTreeMap;

use serde::Serialize;

use super::field::Field;
use super::item::{Item, ItemCode};
use super::settle::pair_up;
use crate::Coded;

/// 版本差异: from one edition's items to another's. Applied to the first it gives the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Diff {
    /// By item code (of the second edition where there is one).
    pub changes: Vec<Change>,
    /// The second edition's order, where it does not follow from the first.
    pub order: Option<Vec<ItemCode>>,
}

/// 事项差异: what became of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// 增加
    Added {
        /// The new item.
        item: Box<Item>,
    },
    /// 删除
    Removed {
        /// The item as it was.
        item: Box<Item>,
    },
    /// 修改
    Edited(Box<Edit>),
}

/// 修改: one item before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// As it was.
    pub before: Item,
    /// As it is.
    pub after: Item,
    /// The columns that differ, in the order of the table.
    pub fields: Vec<FieldChange>,
}

/// 栏目差异: one column before and after, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which column.
    pub field: Field,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

impl Change {
    /// The item's code in the second edition, or in the first where it was removed.
    #[must_use]
    pub fn code(&self) -> ItemCode {
        match self {
            Self::Added { item } | Self::Removed { item } => item.code,
            Self::Edited(edit) => edit.after.code,
        }
    }
}

impl Edit {
    /// Before and after, with the columns that differ.
    #[must_use]
    pub fn between(before: &Item, after: &Item) -> Self {
        let fields = Field::ALL
            .iter()
            .filter(|field| !field.same(before, after))
            .map(|field| FieldChange {
                field: *field,
                before: field.words(before),
                after: field.words(after),
            })
            .collect();
        Self { before: before.clone(), after: after.clone(), fields }
    }
    /// 更名: its own name changed.
    #[must_use]
    pub fn is_renamed(&self) -> bool {
        self.before.path.name() != self.after.path.name()
    }
    /// 移动: it stands under another first-level item.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        self.before.path.level1 != self.after.path.level1
    }
    /// 换码: it has another code.
    #[must_use]
    pub fn is_recoded(&self) -> bool {
        self.before.code != self.after.code
    }
    /// 采用方式改变
    #[must_use]
    pub fn is_restated(&self) -> bool {
        self.before.standing != self.after.standing
    }
}

impl Diff {
    /// Nothing changed, the order included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.order.is_none()
    }

    /// 应用: the items of the second edition, from those of the first.
    #[must_use]
    pub fn apply(&self, items: &[Item]) -> Vec<Item> {
        let mut out = self.unordered(items);
        if let Some(order) = &self.order {
            let place: BTreeMap<ItemCode, usize> =
                order.iter().enumerate().map(|(at, code)| (*code, at)).collect();
            out.sort_by_key(|one| place.get(&one.code).copied().unwrap_or(usize::MAX));
        }
        out
    }

    fn unordered(&self, items: &[Item]) -> Vec<Item> {
        let mut fate: BTreeMap<ItemCode, Option<&Item>> = BTreeMap::new();
        for change in &self.changes {
            match change {
                Change::Removed { item } => drop(fate.insert(item.code, None)),
                Change::Edited(edit) => drop(fate.insert(edit.before.code, Some(&edit.after))),
                Change::Added { .. } => {}
            }
        }
        let kept = items.iter().filter_map(|one| match fate.get(&one.code) {
            None => Some(one.clone()),
            Some(after) => after.cloned(),
        });
        let added = self.changes.iter().filter_map(|change| match change {
            Change::Added { item } => Some((**item).clone()),
            _ => None,
        });
        kept.chain(added).collect()
    }
}

/// 比较两版: pairs items by code, then by path and likeness (renamed and recoded). Codes must be unique in each list.
#[must_use]
pub fn diff(before: &[Item], after: &[Item]) -> Diff {
    let old: BTreeMap<ItemCode, &Item> = before.iter().map(|one| (one.code, one)).collect();
    let new: BTreeMap<ItemCode, &Item> = after.iter().map(|one| (one.code, one)).collect();
    let mut changes: Vec<Change> = new
        .values()
        .filter_map(|here| Some((old.get(&here.code)?, here)))
        .filter(|(was, here)| **was != **here)
        .map(|(was, here)| Change::Edited(Box::new(Edit::between(was, here))))
        .collect();
    let gone: Vec<Item> = before.iter().filter(|one| !new.contains_key(&one.code)).cloned().collect();
    let come: Vec<Item> = after.iter().filter(|one| !old.contains_key(&one.code)).cloned().collect();
    let pairs = pair_up(&come, &gone);
    let found: Vec<ItemCode> = pairs.iter().flatten().map(|one| one.code).collect();
    for (here, was) in come.iter().zip(pairs) {
        changes.push(match was {
            Some(was) => Change::Edited(Box::new(Edit::between(was, here))),
            None => Change::Added { item: Box::new(here.clone()) },
        });
    }
    let removed = gone.into_iter().filter(|one| !found.contains(&one.code));
    changes.extend(removed.map(|item| Change::Removed { item: Box::new(item) }));
    changes.sort_by_key(Change::code);
    let mut out = Diff { changes, order: None };
    let wanted: Vec<ItemCode> = after.iter().map(|one| one.code).collect();
    if out.unordered(before).iter().map(|one| one.code).ne(wanted.iter().copied()) {
        out.order = Some(wanted);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{any_items, item, working_days};
    use super::*;

    fn two() -> Vec<Item> {
        vec![
            item("20-0001", "综合业务", "政策法规文件"),
            item("20-0002", "最低生活保障", "最低生活保障审核信息"),
        ]
    }

    #[test]
    fn a_changed_column_is_shown_before_and_after() {
        let (before, mut after) = (two(), two());
        after[0].content.limit = working_days(7);
        let diff = diff(&before, &after);
        let Change::Edited(edit) = &diff.changes[0] else { panic!("{diff:?}") };
        assert_eq!((diff.changes.len(), edit.fields.len(), edit.fields[0].field), (1, 1, Field::Limit));
        assert!(edit.fields[0].after.contains("7个工作日"));
        assert!(!edit.is_renamed() && !edit.is_moved() && !edit.is_recoded() && !edit.is_restated());
    }

    #[test]
    fn an_item_with_a_new_name_and_code_is_renamed_and_not_removed_and_added() {
        let (before, mut after) = (two(), two());
        after[1].code = "20-0009".parse().unwrap();
        after[1].path.level2 = "最低生活保障审核审批信息".into();
        let diff = diff(&before, &after);
        let [Change::Edited(edit)] = &diff.changes[..] else { panic!("{diff:?}") };
        assert!(edit.is_renamed() && edit.is_recoded() && !edit.is_moved());
    }

    #[test]
    fn what_came_and_what_went_is_told_apart() {
        let before = two();
        let after = vec![before[1].clone(), item("20-0003", "临时救助", "救助标准")];
        let codes: Vec<_> = diff(&before, &after)
            .changes
            .iter()
            .map(|one| (one.code().serial(), matches!(one, Change::Added { .. })))
            .collect();
        assert_eq!(codes, [(1, false), (3, true)]);
    }

    #[test]
    fn another_order_alone_is_a_difference() {
        let (before, mut after) = (two(), two());
        after.reverse();
        let diff = diff(&before, &after);
        assert!(diff.changes.is_empty() && !diff.is_empty());
        assert_eq!(diff.apply(&before), after);
    }

    proptest! {
        #[test]
        fn an_edition_does_not_differ_from_itself(items in any_items(8)) {
            prop_assert!(diff(&items, &items).is_empty());
        }
        #[test]
        fn a_difference_applied_gives_the_second_edition(a in any_items(8), b in any_items(8)) {
            prop_assert_eq!(diff(&a, &b).apply(&a), b);
        }
    }
}
