//! Consequences (连带复核): what cites a document must be looked at when the document changes.
//!
//! 国办发〔2018〕115号: what is repealed or unpublished is no basis. 条例 art 26: what changes is published anew in twenty working days.

use serde::{Deserialize, Serialize};

use super::relation::{Effect, Relation, Scope};
use crate::citation::{ogi, state_54, state_115};
use crate::{Citation, Coded};

crate::codes! {
    /// 引用者: what cites a document as its basis.
    pub enum CiterKind {
        /// 目录事项
        CatalogItem = "catalog_item" => "目录事项",
        /// 办事指南
        ServiceGuide = "service_guide" => "办事指南",
        /// 文书模板
        Template = "template" => "文书模板",
        /// 其他文件
        Document = "document" => "其他文件",
        /// 解读材料
        Interpretation = "interpretation" => "解读材料",
    }
}

/// 引用: who cites the document, and which articles of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citing {
    /// 种类
    pub citer: CiterKind,
    /// 引用者的编号
    pub id: i64,
    /// 引用的条款; empty where the whole is cited.
    pub articles: Vec<u16>,
}

crate::codes! {
    /// 复核事项: what is to be done.
    pub enum Task {
        /// 提出目录新版
        ProposeEdition = "propose_edition" => "依据已废止，提出目录新版",
        /// 更换依据
        ReplaceBasis = "replace_basis" => "依据已废止或者失效，更换依据",
        /// 核对条款
        CheckArticles = "check_articles" => "依据已修改，核对引用的条款",
        /// 核对解释
        ReadInterpretation = "read_interpretation" => "依据有了解释，核对理解是否一致",
        /// 撤下或者注明
        MarkOutdated = "mark_outdated" => "所解读的文件已不再有效，注明或者撤下",
        /// 核对期限
        CheckTerm = "check_term" => "依据的有效期已延长，核对期限",
    }
}

/// 复核任务
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewTask {
    /// 引用者
    pub of: Citing,
    /// 事项
    pub task: Task,
    /// 涉及的条款; empty where the whole is concerned.
    pub articles: Vec<u16>,
}

impl ReviewTask {
    /// 依据
    #[must_use]
    pub const fn basis(&self) -> Citation {
        match self.task {
            Task::ProposeEdition => state_54(0, 0, 0),
            Task::ReplaceBasis | Task::CheckArticles => state_115(0, 0, 0),
            Task::ReadInterpretation | Task::MarkOutdated | Task::CheckTerm => ogi(26, 0, 0),
        }
    }
    /// 一句话
    #[must_use]
    pub fn words(&self) -> String {
        let part = match self.articles.as_slice() {
            [] => String::new(),
            list => {
                let list: Vec<String> = list.iter().map(|n| ogi(*n, 0, 0).place_of_article()).collect();
                format!("（{}）", list.join("、"))
            }
        };
        format!("{}：{}{part}", self.of.citer.label(), self.task.label())
    }
}

/// 应当复核的事项: one task for each that cites what is touched. Who cites other articles only is not concerned.
#[must_use]
pub fn tasks(relation: &Relation, citing: &[Citing]) -> Vec<ReviewTask> {
    citing.iter().filter_map(|one| task(relation, one)).collect()
}

fn task(relation: &Relation, citing: &Citing) -> Option<ReviewTask> {
    let articles = match &relation.scope {
        Scope::Whole => Vec::new(),
        Scope::Articles(list) if citing.articles.is_empty() => list.clone(),
        Scope::Articles(list) => {
            let both: Vec<u16> = list.iter().copied().filter(|n| citing.articles.contains(n)).collect();
            if both.is_empty() {
                return None;
            }
            both
        }
    };
    let task = match (relation.effect, citing.citer) {
        (effect, CiterKind::CatalogItem) if effect.ends() => Task::ProposeEdition,
        (effect, CiterKind::Interpretation) if effect.ends() => Task::MarkOutdated,
        (effect, _) if effect.ends() => Task::ReplaceBasis,
        (Effect::Interprets, _) => Task::ReadInterpretation,
        (Effect::Extends, _) => Task::CheckTerm,
        _ => Task::CheckArticles,
    };
    Some(ReviewTask { of: citing.clone(), task, articles })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validity::relation::tests::relation;
    use jiff::civil::date;

    fn citing(citer: CiterKind, articles: &[u16]) -> Citing {
        Citing { citer, id: 1, articles: articles.to_vec() }
    }

    #[test]
    fn a_repealed_basis_of_an_item_proposes_a_new_edition() {
        let repeal = relation(Effect::Repeals, Scope::Whole, date(2024, 1, 1));
        let all: Vec<Citing> = CiterKind::ALL.iter().map(|kind| citing(*kind, &[])).collect();
        let found: Vec<Task> = tasks(&repeal, &all).into_iter().map(|one| one.task).collect();
        assert_eq!(
            found,
            [
                Task::ProposeEdition,
                Task::ReplaceBasis,
                Task::ReplaceBasis,
                Task::ReplaceBasis,
                Task::MarkOutdated
            ]
        );
    }

    #[test]
    fn only_who_cites_what_is_touched_is_concerned() {
        let amended = relation(Effect::Amends, Scope::Articles(vec![3, 5]), date(2024, 1, 1));
        let all = [
            citing(CiterKind::ServiceGuide, &[5]),
            citing(CiterKind::Template, &[7]),
            citing(CiterKind::Document, &[]),
        ];
        let found = tasks(&amended, &all);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].articles.clone(), found[1].articles.clone()), (vec![5], vec![3, 5]));
        assert_eq!(found[0].words(), "办事指南：依据已修改，核对引用的条款（第五条）");
        assert_eq!(found[0].basis().instrument(), "国办发〔2018〕115号");
    }
}
