//! 审查: a record with what is proposed and what was said of it since it was sent the last time.

use gk_base::{Fault, Read, Tx, directory};
use gk_rules::attribute::reassess::{next_look, period_months};
use gk_rules::attribute::steps::{Matter, Opinion, Review, roles, stage};
use gk_rules::attribute::way::Way;
use gk_rules::org::authority::{Relation, allows};
use gk_rules::org::{Actor, OrganId, Role};
use gk_rules::records::RecordEvent;

use crate::tables::determinations::{self, Proposed};
use crate::tables::records::Kept;
use crate::tables::reviews::{self, Given};
use crate::verbs::review::act_of;
use crate::verbs::{step, stepped};

/// How many posts are looked through.
const HOLDERS: i64 = 500;

/// What a review is judged by.
pub(crate) struct Reviewing {
    pub(crate) proposed: Proposed,
    pub(crate) way: Way,
    /// Of this round.
    pub(crate) opinions: Vec<Opinion>,
    /// Of all rounds, with names.
    pub(crate) given: Vec<Given>,
}

impl Reviewing {
    /// Of a record as it stands.
    pub(crate) async fn of(read: &mut Read, kept: &Kept) -> Result<Self, Fault> {
        let (proposed, given) = reviews::opinions(read, kept).await?;
        let this_round = given.iter().filter(|one| one.round == kept.round);
        Ok(Self {
            proposed,
            // Asked while it is judged; what is over stays as it was.
            way: if kept.stage().is_under_review() {
                reviews::way(read, &kept.owner.path).await?
            } else {
                Way::Short
            },
            opinions: this_round.map(|one| one.opinion.clone()).collect(),
            given,
        })
    }
    /// As the law asks for it.
    pub(crate) fn matter(&self, kept: &Kept) -> Matter<'_> {
        Matter {
            proposed: &self.proposed.determination,
            author: kept.record.author,
            sender: kept.record.progress.sent().map(|sent| sent.by),
            way: self.way,
            normative: self.proposed.normative,
            opinions: &self.opinions,
        }
    }
    /// How many others could take a step: of the organ, or of an office above that has the power.
    pub(crate) async fn others(
        &self,
        read: &mut Read,
        actor: &Actor,
        kept: &Kept,
        review: Review,
    ) -> Result<usize, Fault> {
        let matter = self.matter(kept);
        let may = roles(review, matter);
        let own =
            |person: i64| person == matter.author || matter.sender == Some(person) || person == actor.person;
        let holders = directory::list_holders_above(read, &kept.owner.path, HOLDERS).await?;
        // An office of one person need not wait for those above; they look at it the next day.
        let own_organ = |organ: OrganId| organ == kept.record.organ;
        let alone = !holders.iter().any(|(organ, one)| own_organ(*organ) && one.person != actor.person);
        let reaches = |organ: OrganId, role: Role| {
            own_organ(organ) || (!alone && allows(role, act_of(review), Relation::Subtree))
        };
        let mut people: Vec<i64> = holders
            .iter()
            .filter(|(organ, one)| may.contains(&one.role) && reaches(*organ, one.role) && !own(one.person))
            .map(|(_, one)| one.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        Ok(people.len())
    }
    /// Adds an opinion, and brings the record to the stage it has reached; the last opinion approves it.
    pub(crate) async fn give(
        &mut self,
        tx: &mut Tx,
        actor: &Actor,
        kept: &mut Kept,
        opinion: Opinion,
    ) -> Result<(), Fault> {
        reviews::give(tx, (kept.id, kept.round), &opinion).await?;
        self.opinions.push(opinion);
        let reached = stage(self.matter(kept));
        let progress = std::mem::take(&mut kept.record.progress);
        kept.record.progress = progress.reach(reached, step(tx, actor)).map_err(stepped)?;
        if kept.record.progress.approved().is_some() {
            self.approve(tx, actor, kept)?;
        }
        Ok(())
    }
    /// What follows from the last opinion: the name of who signed, and when what is not public is looked at again.
    fn approve(&self, tx: &mut Tx, actor: &Actor, kept: &mut Kept) -> Result<(), Fault> {
        kept.hands.approver.clone_from(&actor.name);
        let decided = &self.proposed.determination;
        kept.look = next_look(decided, tx.today(), &period_months())
            .map_err(|e| Fault::because("when it is looked at again", e))?;
        let mut body = determinations::told(&self.proposed);
        if let (Some(look), Some(map)) = (kept.look, body.as_object_mut()) {
            map.insert("look_on".into(), serde_json::json!(look.on));
        }
        tx.ledger(RecordEvent::Approved, Some(kept.record.organ.0), kept.ledger_subject(), &body);
        Ok(())
    }
}

/// Leaves the release of a scheduled record for its moment.
pub(crate) fn leave_release(tx: &mut Tx, record: i64, at: gk_base::Moment) {
    tx.later_at(crate::release::KIND, record.to_string(), at);
}
