//! Adoption (沿用、细化、新增、不适用): how an item stands to the item of the standard above it.

use serde::{Deserialize, Serialize};

use super::item::{Item, ItemCode};

crate::codes! {
    /// 对上级标准的采用方式（国办发〔2019〕54号）.
    pub enum Adoption {
        /// 沿用: word for word.
        Adopted = "adopted" => "沿用",
        /// 细化: the same item, made concrete.
        Refined = "refined" => "细化",
        /// 新增: a local item, not in the standard above.
        Added = "added" => "新增",
        /// 不适用: the organ does not hold the power; a reason must be on file.
        NotApplicable = "not_applicable" => "不适用",
    }
}

/// 采用情况: the way of adoption, the reason on file, and the item above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How it is adopted.
    pub adoption: Adoption,
    /// The reason on file; needed for 不适用, useful for 新增.
    pub reason: String,
    /// The item of the edition above that this one answers; `None` for 新增.
    pub parent: Option<ItemCode>,
}

impl Standing {
    /// 新增: a local item.
    #[must_use]
    pub fn added() -> Self {
        Self { adoption: Adoption::Added, reason: String::new(), parent: None }
    }
    /// 沿用: from the item above.
    #[must_use]
    pub fn adopted(parent: ItemCode) -> Self {
        Self { adoption: Adoption::Adopted, reason: String::new(), parent: Some(parent) }
    }
    /// 不适用 without a reason on file.
    #[must_use]
    pub fn lacks_reason(&self) -> bool {
        self.adoption == Adoption::NotApplicable && self.reason.trim().is_empty()
    }
}

impl Item {
    /// 沿用: this item taken over word for word under a code of one's own.
    #[must_use]
    pub fn adopted_as(&self, code: ItemCode) -> Self {
        Self { code, standing: Standing::adopted(self.code), ..self.clone() }
    }
    /// 不适用: this item dropped, with the reason that stays on file.
    #[must_use]
    pub fn dropped_as(&self, code: ItemCode, reason: impl Into<String>) -> Self {
        let standing =
            Standing { adoption: Adoption::NotApplicable, reason: reason.into(), parent: Some(self.code) };
        Self { code, standing, ..self.clone() }
    }
    /// Whether the item binds the organ (everything but 不适用).
    #[must_use]
    pub fn applies(&self) -> bool {
        self.standing.adoption != Adoption::NotApplicable
    }
    /// 沿用 or 细化, as it really is: compares with the item above word for word.
    #[must_use]
    pub fn adoption_of(&self, parent: &Self) -> Adoption {
        match (self.applies(), self.same_words(parent)) {
            (false, _) => Adoption::NotApplicable,
            (true, true) => Adoption::Adopted,
            (true, false) => Adoption::Refined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::item;
    use super::*;

    #[test]
    fn an_item_taken_over_word_for_word_is_adopted_and_a_changed_one_refined() {
        let above = item("20-0001", "综合业务", "政策法规文件");
        let mut here = above.adopted_as("20-0009".parse().unwrap());
        assert_eq!(here.adoption_of(&above), Adoption::Adopted);
        here.reach.responsible = "示范县信访局".into();
        assert_eq!(here.adoption_of(&above), Adoption::Refined);
    }

    #[test]
    fn a_dropped_item_needs_a_reason() {
        let above = item("20-0001", "综合业务", "政策法规文件");
        assert!(above.dropped_as(above.code, " ").standing.lacks_reason());
        assert!(!above.dropped_as(above.code, "本县无此职权").standing.lacks_reason());
    }
}
