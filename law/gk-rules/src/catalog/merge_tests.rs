//! Tests of the three-way merge (三方合并).

use proptest::prelude::*;

use super::adoption::{Adoption, Standing};
use super::field::Field;
use super::item::Item;
use super::merge::{Case, Choices, ItemChoice, Outcome, Side, merge};
use super::samples::{any_item, any_items, element, item, working_days};

fn above() -> Vec<Item> {
    vec![item("20-0001", "综合业务", "政策法规文件"), item("20-0002", "最低生活保障", "审核信息")]
}
fn adopted(items: &[Item]) -> Vec<Item> {
    items.iter().map(|one| one.adopted_as(one.code)).collect()
}
fn words(items: &[Item]) -> Vec<Item> {
    items.iter().map(|one| Item { standing: Standing::added(), ..one.clone() }).collect()
}
fn code(text: &str) -> super::item::ItemCode {
    text.parse().unwrap()
}
fn choose(side: Side, reason: &str) -> Choices {
    let items = [(code("20-0002"), ItemChoice { side, reason: reason.into() })].into();
    Choices { items, ..Choices::default() }
}

#[test]
fn what_only_the_standard_changed_is_taken_over_and_what_only_we_changed_is_kept() {
    let (base, mut theirs, mut ours) = (above(), above(), adopted(&above()));
    theirs[0].content.limit = working_days(7);
    ours[0].reach.responsible = "示范县医保局".into();
    let merge = merge(&base, &theirs, &ours);
    let outcomes: Vec<_> = merge.rows[0].fields.iter().map(|one| (one.field, one.outcome)).collect();
    assert_eq!(outcomes, [(Field::Limit, Outcome::TakeTheirs), (Field::Responsible, Outcome::KeepOurs)]);
    let draft = merge.apply(&Choices::default()).unwrap();
    assert_eq!(
        (&draft[0].content.limit, draft[0].reach.responsible.as_str()),
        (&working_days(7), "示范县医保局")
    );
    assert_eq!(
        (draft[0].standing.adoption, draft[1].standing.adoption),
        (Adoption::Refined, Adoption::Adopted)
    );
}

#[test]
fn what_both_changed_is_a_conflict_until_somebody_chooses() {
    let (base, mut theirs, mut ours) = (above(), above(), adopted(&above()));
    theirs[0].content.limit = working_days(7);
    ours[0].content.limit = working_days(10);
    let merge = merge(&base, &theirs, &ours);
    assert_eq!(merge.rows[0].outcome, Outcome::Conflict);
    assert_eq!(merge.apply(&Choices::default()).unwrap_err()[0].code, "catalog.conflict_open");
    let take =
        |side| Choices { fields: [((code("20-0001"), Field::Limit), side)].into(), ..Choices::default() };
    assert_eq!(merge.apply(&take(Side::Theirs)).unwrap()[0].content.limit, working_days(7));
    assert_eq!(merge.apply(&take(Side::Ours)).unwrap()[0].content.limit, working_days(10));
}

#[test]
fn elements_added_on_both_sides_are_combined() {
    let (base, mut theirs, mut ours) = (above(), above(), adopted(&above()));
    theirs[0].content.elements.push(element("解读材料"));
    ours[0].content.elements.push(element("咨询电话"));
    let merge = merge(&base, &theirs, &ours);
    assert_eq!(merge.rows[0].outcome, Outcome::Combined);
    let elements = merge.apply(&Choices::default()).unwrap().remove(0).content.elements;
    let texts: Vec<_> = elements.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["文件名称", "发布机关", "正文", "咨询电话", "解读材料"]);
}

#[test]
fn a_new_item_above_is_offered_taken_or_declined_with_a_reason() {
    let (base, theirs) = (above()[..1].to_vec(), above());
    let merge = merge(&base, &theirs, &adopted(&base));
    assert_eq!(merge.rows[1].case, Case::Offered);
    let taken = merge.apply(&Choices::default()).unwrap();
    assert_eq!(
        (taken[1].standing.adoption, taken[1].standing.parent),
        (Adoption::Adopted, Some(code("20-0002")))
    );
    assert_eq!(merge.apply(&choose(Side::Ours, "")).unwrap_err()[0].code, "catalog.dropped_without_reason");
    let declined = merge.apply(&choose(Side::Ours, "本县无此职权")).unwrap();
    assert_eq!((declined[1].applies(), declined[1].standing.reason.as_str()), (false, "本县无此职权"));
}

#[test]
fn a_new_item_above_does_not_take_the_code_of_a_local_one() {
    let (base, theirs) = (above()[..1].to_vec(), above());
    let mut ours = adopted(&base);
    ours.push(item("20-0002", "临时救助", "县级救助热线"));
    let merge = merge(&base, &theirs, &ours);
    let codes: Vec<_> = merge
        .apply(&Choices::default())
        .unwrap()
        .iter()
        .map(|one| (one.code.serial(), one.path.level2.clone()))
        .collect();
    assert_eq!(codes, [(1, "政策法规文件".into()), (2, "县级救助热线".into()), (3, "审核信息".into())]);
}

#[test]
fn an_item_withdrawn_above_goes_unless_we_changed_it() {
    let (base, theirs) = (above(), above()[..1].to_vec());
    let merge_untouched = merge(&base, &theirs, &adopted(&base));
    assert_eq!(
        (merge_untouched.rows[1].case, merge_untouched.rows[1].outcome),
        (Case::Withdrawn, Outcome::TakeTheirs)
    );
    assert_eq!(merge_untouched.apply(&Choices::default()).unwrap().len(), 1);
    let mut ours = adopted(&base);
    ours[1].content.limit = working_days(3);
    let changed = merge(&base, &theirs, &ours);
    assert_eq!(changed.open(&Choices::default()), [(code("20-0002"), None)]);
    let kept = changed.apply(&choose(Side::Ours, "")).unwrap();
    assert_eq!((kept.len(), kept[1].standing.adoption, kept[1].standing.parent), (2, Adoption::Added, None));
    assert_eq!(changed.apply(&choose(Side::Theirs, "")).unwrap().len(), 1);
}

#[test]
fn an_item_we_never_had_is_asked_about_when_it_changes_above() {
    let (base, mut theirs) = (above(), above());
    let ours = adopted(&base[..1]);
    assert_eq!(merge(&base, &theirs, &ours).rows[1].outcome, Outcome::KeepOurs);
    theirs[1].content.limit = working_days(7);
    let merge = merge(&base, &theirs, &ours);
    assert_eq!((merge.rows[1].case, merge.rows[1].outcome), (Case::Absent, Outcome::Conflict));
    assert_eq!(merge.apply(&choose(Side::Theirs, "")).unwrap().len(), 2);
    assert_eq!(merge.apply(&choose(Side::Ours, "")).unwrap().len(), 1);
}

#[test]
fn a_local_item_that_the_standard_now_has_becomes_an_answer_to_it() {
    let (base, theirs) = (above()[..1].to_vec(), above());
    let mut ours = adopted(&base);
    ours.push(Item { code: code("20-0050"), ..above()[1].clone() });
    let draft = merge(&base, &theirs, &ours).apply(&Choices::default()).unwrap();
    assert_eq!(draft.len(), 2);
    assert_eq!((draft[1].code, draft[1].standing.parent), (code("20-0050"), Some(code("20-0002"))));
    assert_eq!(draft[1].standing.adoption, Adoption::Adopted);
}

/// A local edition made from a standard: some items taken over, some changed, some left out, some of its own.
fn any_local(base: Vec<Item>) -> impl Strategy<Value = (Vec<Item>, Vec<Item>)> {
    let fates = proptest::collection::vec(0_u8..4, base.len());
    let own = (any_item(31), any_item(32), 0_usize..=2);
    (Just(base), fates, own).prop_map(|(base, fates, (one, two, at))| {
        let mut ours: Vec<Item> = base
            .iter()
            .zip(fates)
            .filter_map(|(above, fate)| match fate {
                0 => None,
                1 => Some(above.dropped_as(above.code, "本县无此职权")),
                2 => {
                    let mut here = above.adopted_as(above.code);
                    here.reach.responsible = "示范县人民政府".into();
                    here.standing.adoption = Adoption::Refined;
                    Some(here)
                }
                _ => Some(above.adopted_as(above.code)),
            })
            .collect();
        for own in [one, two] {
            ours.insert(at.min(ours.len()), own);
        }
        (base, ours)
    })
}

proptest! {
    #[test]
    fn a_standard_that_did_not_change_changes_nothing((base, ours) in any_items(7).prop_flat_map(any_local)) {
        let merge = merge(&base, &base, &ours);
        prop_assert_eq!(merge.open(&Choices::default()), vec![]);
        prop_assert_eq!(merge.apply(&Choices::default()).unwrap(), ours);
    }
    #[test]
    fn an_edition_that_changed_nothing_becomes_the_new_standard(base in any_items(7), theirs in any_items(7)) {
        for ours in [base.clone(), adopted(&base)] {
            let draft = merge(&base, &theirs, &ours).apply(&Choices::default()).unwrap();
            prop_assert_eq!(words(&draft), words(&theirs));
        }
    }
    #[test]
    fn a_merge_is_the_same_every_time_and_keeps_codes_unique((base, ours) in any_items(7).prop_flat_map(any_local), theirs in any_items(9)) {
        let merge_once = merge(&base, &theirs, &ours);
        prop_assert_eq!(&merge_once, &merge(&base, &theirs, &ours));
        let mut choices = Choices::default();
        for (above, field) in merge_once.open(&choices) {
            match field {
                Some(field) => drop(choices.fields.insert((above, field), Side::Theirs)),
                None => drop(choices.items.insert(above, ItemChoice { side: Side::Ours, reason: String::new() })),
            }
        }
        let draft = merge_once.apply(&choices).unwrap();
        prop_assert_eq!(&draft, &merge_once.apply(&choices).unwrap());
        let codes: std::collections::BTreeSet<_> = draft.iter().map(|one| one.code).collect();
        prop_assert_eq!(codes.len(), draft.len());
    }
}
