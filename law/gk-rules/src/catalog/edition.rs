//! Editions (目录版本): one catalog of one organ at one time, numbered, with its items and its procedure.

use serde::{Deserialize, Serialize};

use super::finding::Explanation;
use super::item::{DomainCode, Item, ItemCode};
use super::state::{Procedure, Stage, Validity};
use crate::{Day, Reason};

crate::codes! {
    /// 目录层级: whose standard it is, from the top.
    pub enum Tier {
        /// 国家级
        National = "national" => "国家级",
        /// 省级
        Province = "province" => "省级",
        /// 市级
        City = "city" => "市级",
        /// 县级
        County = "county" => "县级",
        /// 乡级
        Township = "township" => "乡级",
        /// 村级
        Village = "village" => "村级",
    }
}

/// 标准目录: which catalog an edition belongs to; there is one catalog per organ and domain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Catalog {
    /// The issuing organ's code.
    pub organ: String,
    /// Whose standard it is.
    pub tier: Tier,
    /// 领域
    pub domain: DomainCode,
}

/// 目录版本引用: an edition by its catalog and number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EditionRef {
    /// The catalog.
    pub catalog: Catalog,
    /// The edition's number in it, from 1.
    pub number: u32,
}

/// 目录名称: what a catalog is called: 示范县人民政府社会救助领域基层政务公开标准目录.
#[must_use]
pub fn title(organ: &str, domain: &str) -> String {
    format!("{organ}{domain}领域基层政务公开标准目录")
}

/// 目录版本: changed as a draft only; what is in force stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    catalog: Catalog,
    number: u32,
    parent: Option<EditionRef>,
    procedure: Procedure,
    items: Vec<Item>,
    explanations: Vec<Explanation>,
}

impl Edition {
    /// 起草: a new draft.
    #[must_use]
    pub fn draft(catalog: Catalog, number: u32, drafted_by: impl Into<String>) -> Self {
        let procedure = Procedure::draft(drafted_by.into());
        Self { catalog, number, parent: None, procedure, items: Vec::new(), explanations: Vec::new() }
    }
    /// The same draft, measured against an edition above.
    #[must_use]
    pub fn under(mut self, parent: EditionRef) -> Self {
        self.parent = Some(parent);
        self
    }
    /// As stored: for reading back what was saved, nothing is judged.
    #[must_use]
    pub fn stored(
        draft: Self,
        procedure: Procedure,
        items: Vec<Item>,
        explanations: Vec<Explanation>,
    ) -> Self {
        Self { procedure, items, explanations, ..draft }
    }
    /// The catalog it belongs to.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }
    /// Its number in the catalog, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }
    /// Its name for others.
    #[must_use]
    pub fn reference(&self) -> EditionRef {
        EditionRef { catalog: self.catalog.clone(), number: self.number }
    }
    /// The edition above it, where it is measured against one.
    #[must_use]
    pub fn parent(&self) -> Option<&EditionRef> {
        self.parent.as_ref()
    }
    /// Where it stands in the procedure.
    #[must_use]
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }
    /// 阶段
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.procedure.stage()
    }
    /// The items, in the order of the catalog, 不适用 ones included.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }
    /// The item with this code.
    #[must_use]
    pub fn item(&self, code: ItemCode) -> Option<&Item> {
        self.items.iter().find(|one| one.code == code)
    }
    /// The items that bind the organ: all but 不适用.
    pub fn applicable(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|one| one.applies())
    }
    /// The explanations on file.
    #[must_use]
    pub fn explanations(&self) -> &[Explanation] {
        &self.explanations
    }
    /// Whether it holds on this day (a superseded edition holds until its period ends).
    #[must_use]
    pub fn is_valid_on(&self, day: Day) -> bool {
        self.procedure.validity().is_some_and(|period| period.contains(day))
    }
    /// The code after the highest of these items; `None` when the domain's 9999 are used up. A catalog that must never
    /// give a code twice keeps the highest ever given itself: items removed from the end are not seen here.
    #[must_use]
    pub fn next_code(&self) -> Option<ItemCode> {
        match self.items.iter().map(|one| one.code).max() {
            Some(last) => last.next(),
            None => ItemCode::new(self.catalog.domain, 1).ok(),
        }
    }

    /// 修改草案: the same draft with other items.
    ///
    /// # Errors
    /// `catalog.not_a_draft` when it is no longer a draft.
    pub fn with_items(mut self, items: Vec<Item>) -> Result<Self, Vec<Reason>> {
        self.must_be_draft()?;
        self.items = items;
        Ok(self)
    }
    /// 说明问题: the same draft with one more explanation; a new one replaces the old one on the same finding.
    ///
    /// # Errors
    /// `catalog.not_a_draft` when it is no longer a draft.
    pub fn explain(mut self, explanation: Explanation) -> Result<Self, Vec<Reason>> {
        self.must_be_draft()?;
        self.explanations.retain(|one| (one.code, one.item) != (explanation.code, explanation.item));
        self.explanations.push(explanation);
        Ok(self)
    }
    /// 新版: a draft of the next number that begins with these items and explanations.
    #[must_use]
    pub fn next_draft(&self, number: u32, drafted_by: impl Into<String>) -> Self {
        Self { number, procedure: Procedure::draft(drafted_by.into()), ..self.clone() }
    }

    fn must_be_draft(&self) -> Result<(), Vec<Reason>> {
        if self.stage() == Stage::Draft {
            return Ok(());
        }
        let words = format!("第{}版{}，不能再改动。", self.number, self.stage());
        Err(vec![Reason::new("catalog.not_a_draft", words).cure("以本版为底稿起草新版。")])
    }
    pub(crate) fn with_procedure(mut self, procedure: Procedure) -> Self {
        self.procedure = procedure;
        self
    }
    /// The period in which it holds, once it is in force.
    #[must_use]
    pub fn validity(&self) -> Option<Validity> {
        self.procedure.validity()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{draft, item};
    use super::*;

    #[test]
    fn the_next_code_follows_the_highest_one_even_when_others_are_free() {
        let edition =
            draft().with_items(vec![item("20-0005", "甲", "乙"), item("20-0002", "甲", "丙")]).unwrap();
        assert_eq!(edition.next_code().unwrap().to_string(), "20-0006");
        assert_eq!(draft().next_code().unwrap().to_string(), "20-0001");
    }

    #[test]
    fn an_edition_survives_being_written_and_read() {
        let edition = draft().with_items(vec![item("20-0005", "甲", "乙")]).unwrap();
        let text = serde_json::to_string(&edition).unwrap();
        assert_eq!(serde_json::from_str::<Edition>(&text).unwrap(), edition);
    }
}
