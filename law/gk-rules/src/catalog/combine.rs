//! Combining lists (并入): a column of entries that both sides changed in different places.

use super::field::Field;
use super::item::Item;

/// The local item with this column combined of both sides' changes; `None` where the column is no list, or both sides
/// changed the same entry.
pub(crate) fn combine(field: Field, base: &Item, theirs: &Item, ours: &Item) -> Option<Item> {
    let mut item = ours.clone();
    match field {
        Field::Elements => {
            item.content.elements =
                lists(&base.content.elements, &theirs.content.elements, &ours.content.elements)?;
        }
        Field::Basis => {
            item.content.basis = lists(&base.content.basis, &theirs.content.basis, &ours.content.basis)?;
        }
        Field::Channels => {
            item.reach.channels = lists(&base.reach.channels, &theirs.reach.channels, &ours.reach.channels)?;
            item.reach.channels.sort();
        }
        _ => return None,
    }
    Some(item)
}

/// Ours, without what they removed, with what they added behind; `None` when both sides put something else in the
/// place of one entry (two wordings of one thing would both stay) or the entries are merely in another order.
fn lists<T: PartialEq + Clone>(base: &[T], theirs: &[T], ours: &[T]) -> Option<Vec<T>> {
    let without = |a: &[T], b: &[T]| -> Vec<T> { a.iter().filter(|one| !b.contains(one)).cloned().collect() };
    let (they_removed, they_added) = (without(base, theirs), without(theirs, base));
    let (we_removed, we_added) = (without(base, ours), without(ours, base));
    let one_entry = they_removed.iter().any(|one| we_removed.contains(one));
    let reworded = one_entry && !they_added.is_empty() && !we_added.is_empty();
    let idle =
        (they_removed.is_empty() && they_added.is_empty()) || (we_removed.is_empty() && we_added.is_empty());
    if reworded || idle {
        return None;
    }
    let mut out = without(ours, &they_removed);
    out.extend(without(&they_added, ours));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_added_on_both_sides_all_stay_and_removed_ones_go() {
        assert_eq!(lists(&["a", "b", "c"], &["a", "c", "x"], &["a", "b", "y"]), Some(vec!["a", "y", "x"]));
    }

    #[test]
    fn one_entry_reworded_twice_is_a_conflict() {
        assert_eq!(lists(&["a", "b"], &["a", "x"], &["a", "y"]), None);
    }

    #[test]
    fn another_order_alone_is_nothing_to_combine() {
        assert_eq!(lists(&["a", "b"], &["b", "a"], &["a", "b", "c"]), None);
    }
}
