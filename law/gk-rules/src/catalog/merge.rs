//! Three-way merge (三方合并): what a new edition of the standard above means for the edition that rests on the old one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::adoption::{Adoption, Standing};
use super::combine::combine;
use super::field::Field;
use super::item::{Item, ItemCode};
use super::likeness::folded;
use crate::{Coded, Reason};

crate::codes! {
    /// 合并结果: what becomes of a column or of an item.
    pub enum Outcome {
        /// 一致: both sides say the same.
        Unchanged = "unchanged" => "一致",
        /// 采用上级: only the standard above changed.
        TakeTheirs = "take_theirs" => "采用上级",
        /// 保留本级: only the local edition changed.
        KeepOurs = "keep_ours" => "保留本级",
        /// 合并: both changed, in different entries of a list.
        Combined = "combined" => "两边并入",
        /// 冲突: both changed, a person must choose.
        Conflict = "conflict" => "冲突",
    }
}

crate::codes! {
    /// 事项情形: which of the three editions has the item.
    pub enum Case {
        /// 两边都有
        Shared = "shared" => "两边都有",
        /// 上级新增
        Offered = "offered" => "上级新增",
        /// 上级取消
        Withdrawn = "withdrawn" => "上级取消",
        /// 本级没有
        Absent = "absent" => "本级没有",
        /// 本级新增
        Local = "local" => "本级新增",
    }
}

/// 事项合并: one item in the three editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemMerge {
    /// Its code in the standard above; `None` for a local item.
    pub above: Option<ItemCode>,
    /// Which edition has it.
    pub case: Case,
    /// What becomes of the item; for a shared one the hardest of its columns.
    pub outcome: Outcome,
    /// The columns that are not the same on both sides; of shared items only.
    pub fields: Vec<FieldMerge>,
    /// The old standard's item.
    pub base: Option<Item>,
    /// The new standard's item.
    pub theirs: Option<Item>,
    /// The local item.
    pub ours: Option<Item>,
}

/// 栏目合并: one column in the three editions, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldMerge {
    /// Which column.
    pub field: Field,
    /// What becomes of it.
    pub outcome: Outcome,
    /// In the old standard; empty where it had no such item.
    pub base: String,
    /// In the new standard.
    pub theirs: String,
    /// In the local edition.
    pub ours: String,
}

/// 三方合并: every item of the three editions, in the order of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merge {
    /// One row an item.
    pub rows: Vec<ItemMerge>,
}

crate::codes! {
    /// 取舍: whose side a person takes.
    pub enum Side {
        /// 上级
        Theirs = "theirs" => "采用上级",
        /// 本级
        Ours = "ours" => "保留本级",
    }
}

/// 事项取舍: whose side a person takes on a whole item, with the reason that goes on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChoice {
    /// Whose side. Ours on an offered item is 不适用, ours on a withdrawn item keeps it as 新增.
    pub side: Side,
    /// The reason; must be given to decline an offered item.
    pub reason: String,
}

/// 合并选择: what a person decided, by the code of the item above; it prevails over what would be done by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// On whole items: offered, withdrawn, absent.
    pub items: BTreeMap<ItemCode, ItemChoice>,
    /// On columns of shared items.
    pub fields: BTreeMap<(ItemCode, Field), Side>,
}

/// 三方合并: the old edition above, the new edition above, and the local edition that rests on the old one.
/// Codes must be unique in each list.
#[must_use]
pub fn merge(base: &[Item], theirs: &[Item], ours: &[Item]) -> Merge {
    let answered = answered(base, theirs, ours);
    let find = |list: &[Item], code: ItemCode| list.iter().find(|one| one.code == code).cloned();
    let local = |code: ItemCode| answered.iter().find(|(_, above)| **above == code).map(|(here, _)| *here);
    let mut rows: Vec<ItemMerge> = Vec::new();
    let gone = base.iter().filter(|one| !theirs.iter().any(|now| now.code == one.code));
    for code in theirs.iter().chain(gone).map(|one| one.code) {
        let here = local(code).and_then(|code| find(ours, code));
        rows.extend(upstream(code, find(base, code), find(theirs, code), here));
    }
    for here in ours.iter().filter(|one| !answered.contains_key(&one.code)) {
        rows.push(ItemMerge {
            above: None,
            case: Case::Local,
            outcome: Outcome::KeepOurs,
            fields: Vec::new(),
            base: None,
            theirs: None,
            ours: Some(here.clone()),
        });
    }
    Merge { rows: in_order(rows, base, theirs, ours) }
}

/// Which item above each local item answers: the one on file, else its own code, else (新增 here and new above) the same path.
fn answered(base: &[Item], theirs: &[Item], ours: &[Item]) -> BTreeMap<ItemCode, ItemCode> {
    let known: BTreeSet<ItemCode> = base.iter().chain(theirs).map(|one| one.code).collect();
    let old: BTreeMap<ItemCode, &Item> = base.iter().map(|one| (one.code, one)).collect();
    let (mut out, mut taken) = (BTreeMap::new(), BTreeSet::new());
    let mut claim = |here: &Item, above: ItemCode, out: &mut BTreeMap<ItemCode, ItemCode>| {
        if known.contains(&above) && taken.insert(above) {
            out.insert(here.code, above);
        }
    };
    for here in ours {
        if let Some(above) = here.standing.parent {
            claim(here, above, &mut out);
        }
    }
    for here in ours.iter().filter(|one| one.standing.parent.is_none()) {
        let same_path = old.get(&here.code).is_some_and(|above| above.path == here.path);
        if here.standing.adoption != Adoption::Added || same_path {
            claim(here, here.code, &mut out);
        }
    }
    for here in ours.iter().filter(|one| one.standing.adoption == Adoption::Added) {
        let path = folded(&here.path.to_string());
        let fresh = |one: &&Item| !old.contains_key(&one.code) && folded(&one.path.to_string()) == path;
        if !out.contains_key(&here.code)
            && let Some(above) = theirs.iter().find(fresh)
        {
            claim(here, above.code, &mut out);
        }
    }
    out
}

fn upstream(
    code: ItemCode,
    base: Option<Item>,
    theirs: Option<Item>,
    ours: Option<Item>,
) -> Option<ItemMerge> {
    let (case, outcome, fields) = match (&base, &theirs, &ours) {
        (_, Some(theirs), Some(ours)) => {
            let fields = columns(base.as_ref(), theirs, ours);
            let outcome = fields.iter().map(|one| one.outcome).max().unwrap_or(Outcome::Unchanged);
            (Case::Shared, outcome, fields)
        }
        (None, Some(_), None) => (Case::Offered, Outcome::TakeTheirs, Vec::new()),
        (Some(base), Some(theirs), None) => {
            let outcome = if base.same_words(theirs) { Outcome::KeepOurs } else { Outcome::Conflict };
            (Case::Absent, outcome, Vec::new())
        }
        (Some(base), None, Some(ours)) => {
            let untouched = base.same_words(ours) || !ours.applies();
            (Case::Withdrawn, if untouched { Outcome::TakeTheirs } else { Outcome::Conflict }, Vec::new())
        }
        _ => return None,
    };
    Some(ItemMerge { above: Some(code), case, outcome, fields, base, theirs, ours })
}

fn columns(base: Option<&Item>, theirs: &Item, ours: &Item) -> Vec<FieldMerge> {
    Field::ALL
        .iter()
        .filter(|field| !field.same(theirs, ours))
        .map(|field| FieldMerge {
            field: *field,
            outcome: column(*field, base, theirs, ours),
            base: base.map(|one| field.words(one)).unwrap_or_default(),
            theirs: field.words(theirs),
            ours: field.words(ours),
        })
        .collect()
}

fn column(field: Field, base: Option<&Item>, theirs: &Item, ours: &Item) -> Outcome {
    match base {
        Some(base) if field.same(base, theirs) => Outcome::KeepOurs,
        Some(base) if field.same(base, ours) => Outcome::TakeTheirs,
        Some(base) if combine(field, base, theirs, ours).is_some() => Outcome::Combined,
        _ => Outcome::Conflict,
    }
}

/// The order of the result: the new standard's, with local items behind the item they stood behind; but the local
/// order, with new items behind the item they stand behind above, where the local edition has its own.
fn in_order(rows: Vec<ItemMerge>, base: &[Item], theirs: &[Item], ours: &[Item]) -> Vec<ItemMerge> {
    let by_ours =
        |code: ItemCode| rows.iter().position(|row| row.ours.as_ref().is_some_and(|one| one.code == code));
    let by_above = |code: ItemCode| rows.iter().position(|row| row.above == Some(code));
    let here: Vec<usize> = ours.iter().filter_map(|one| by_ours(one.code)).collect();
    let above: Vec<usize> = theirs.iter().filter_map(|one| by_above(one.code)).collect();
    let was: Vec<usize> = base.iter().filter_map(|one| by_above(one.code)).collect();
    let common = |list: &[usize], other: &[usize]| -> Vec<usize> {
        list.iter().copied().filter(|at| other.contains(at)).collect()
    };
    let own_order = common(&here, &was) != common(&was, &here);
    let order = if own_order { weave(here, &above) } else { weave(above, &here) };
    let mut place: BTreeMap<usize, usize> = order.into_iter().enumerate().map(|(to, at)| (at, to)).collect();
    let mut placed: Vec<(usize, ItemMerge)> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| (place.remove(&at).unwrap_or(usize::MAX), row))
        .collect();
    placed.sort_by_key(|(to, _)| *to);
    placed.into_iter().map(|(_, row)| row).collect()
}

/// Puts what only the second list has behind the entry it stands behind there.
fn weave(mut main: Vec<usize>, other: &[usize]) -> Vec<usize> {
    let mut before: Option<usize> = None;
    for one in other {
        if !main.contains(one) {
            let at = before.and_then(|b| main.iter().position(|x| *x == b)).map_or(0, |at| at + 1);
            main.insert(at, *one);
        }
        before = Some(*one);
    }
    main
}

impl Merge {
    /// What a person still has to decide: the item above, and the column (`None`: the whole item).
    #[must_use]
    pub fn open(&self, choices: &Choices) -> Vec<(ItemCode, Option<Field>)> {
        let mut out = Vec::new();
        for row in &self.rows {
            let Some(above) = row.above else { continue };
            if row.case == Case::Shared {
                let fields =
                    row.fields.iter().filter(|one| one.outcome == Outcome::Conflict).map(|one| one.field);
                out.extend(
                    fields
                        .filter(|one| !choices.fields.contains_key(&(above, *one)))
                        .map(|one| (above, Some(one))),
                );
            } else if row.outcome == Outcome::Conflict && !choices.items.contains_key(&above) {
                out.push((above, None));
            }
        }
        out
    }

    /// 应用: the items of the new draft.
    ///
    /// # Errors
    /// `catalog.conflict_open` for every conflict nobody decided, `catalog.dropped_without_reason` for every offered
    /// item declined without a reason, `catalog.codes_used_up` when no code is left.
    pub fn apply(&self, choices: &Choices) -> Result<Vec<Item>, Vec<Reason>> {
        let mut reasons: Vec<Reason> = self.open(choices).into_iter().map(open_reason).collect();
        let mut out = Vec::new();
        let mut used: BTreeSet<ItemCode> =
            self.rows.iter().filter_map(|row| row.ours.as_ref()).map(|one| one.code).collect();
        for row in &self.rows {
            match row.settled(choices, &mut used) {
                Ok(item) => out.extend(item),
                Err(reason) => reasons.push(reason),
            }
        }
        if reasons.is_empty() { Ok(out) } else { Err(reasons) }
    }
}

fn open_reason((above, field): (ItemCode, Option<Field>)) -> Reason {
    let words = match field {
        Some(field) => format!("上级事项{above}的“{field}”两边都改过，尚未选定。"),
        None => format!("上级事项{above}取消或改动，本级另有改动，尚未选定去留。"),
    };
    Reason::new("catalog.conflict_open", words).cure("选定采用上级或保留本级。")
}

impl ItemMerge {
    /// The item of the result; `None` when it is left out.
    fn settled(&self, choices: &Choices, used: &mut BTreeSet<ItemCode>) -> Result<Option<Item>, Reason> {
        let choice = self.above.and_then(|code| choices.items.get(&code));
        let side = choice.map(|one| one.side);
        match (self.case, &self.theirs, &self.ours) {
            (Case::Shared, Some(theirs), Some(ours)) => Ok(Some(self.shared(theirs, ours, choices))),
            (Case::Offered, Some(theirs), _) if side == Some(Side::Ours) => {
                let reason = choice.map(|one| one.reason.as_str()).unwrap_or_default();
                if reason.trim().is_empty() {
                    let words =
                        format!("不采用上级新增的事项{}“{}”，没有写明理由。", theirs.code, theirs.path);
                    return Err(
                        Reason::new("catalog.dropped_without_reason", words).cure("写明不适用的理由。")
                    );
                }
                Ok(Some(theirs.dropped_as(fresh(theirs.code, used)?, reason)))
            }
            (Case::Offered, Some(theirs), _) => Ok(Some(theirs.adopted_as(fresh(theirs.code, used)?))),
            (Case::Absent, Some(theirs), _) if side == Some(Side::Theirs) => {
                Ok(Some(theirs.adopted_as(fresh(theirs.code, used)?)))
            }
            (Case::Withdrawn, _, Some(ours)) => {
                let keep = side == Some(Side::Ours);
                Ok(keep.then(|| Item { standing: Standing::added(), ..ours.clone() }))
            }
            (Case::Local, _, Some(ours)) => Ok(Some(ours.clone())),
            _ => Ok(None),
        }
    }

    fn shared(&self, theirs: &Item, ours: &Item, choices: &Choices) -> Item {
        let mut item = ours.clone();
        for one in &self.fields {
            let side = self.above.and_then(|code| choices.fields.get(&(code, one.field)));
            match (side, one.outcome) {
                (Some(Side::Theirs), _) | (None, Outcome::TakeTheirs) => one.field.copy(theirs, &mut item),
                (None, Outcome::Combined) => {
                    if let Some(both) =
                        self.base.as_ref().and_then(|base| combine(one.field, base, theirs, ours))
                    {
                        one.field.copy(&both, &mut item);
                    }
                }
                _ => {}
            }
        }
        // a local item that the standard now has becomes an answer to it
        let joined = self.base.is_none() && item.standing.parent.is_none();
        if joined || (item != *ours && item.standing.parent.is_some()) {
            item.standing.parent = Some(theirs.code);
            item.standing.adoption = item.adoption_of(theirs);
        }
        item
    }
}

/// The code above where it is free here, else the next after the highest in use.
fn fresh(wanted: ItemCode, used: &mut BTreeSet<ItemCode>) -> Result<ItemCode, Reason> {
    let code = if used.contains(&wanted) { used.last().and_then(|last| last.next()) } else { Some(wanted) };
    let code = code.ok_or_else(|| Reason::new("catalog.codes_used_up", "本目录的事项代码已用尽。"))?;
    used.insert(code);
    Ok(code)
}
