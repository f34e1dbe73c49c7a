//! Words of 公开主体 in the database: what a person decided, and what waits.

use gk_base::statements;

statements! {
    "duties";
    /// What was decided for a county.
    DECIDED = "select words, organ, set_at from responsibles where catalog_organ = $1 order by words, organ";
    /// What was decided, for the page.
    DECIDED_LIST = "select r.words, r.organ, coalesce(o.name, ''), r.set_by, r.set_at from responsibles r left join organs o on o.id = r.organ
        where r.catalog_organ = $1 order by r.words, r.organ limit 500";
    /// Forgets a decision.
    UNDECIDE = "delete from responsibles where catalog_organ = $1 and words = $2";
    /// Forgets what waited in a domain.
    DROP_UNMATCHED = "delete from unmatched where catalog_organ = $1 and domain = $2";
    /// What waits for a person.
    UNMATCHED = "select catalog_organ, domain, words, because, candidates, lines, items from unmatched
        where catalog_organ = $1 and (domain > $2 or (domain = $2 and words > $3)) order by domain, words limit $4";
    /// How many words wait.
    COUNT_UNMATCHED = "select count(*) from unmatched where catalog_organ = $1";
    /// How many words wait in a subtree.
    COUNT_UNMATCHED_UNDER = "select count(*) from unmatched where catalog_organ >= $1 and catalog_organ <= $2";
}
