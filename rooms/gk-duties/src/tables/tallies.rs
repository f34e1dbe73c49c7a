//! Tallies in the database.

use gk_base::statements;

statements! {
    "duties";
    /// Adds to a tally.
    ADD = "insert into tallies (organ, domain, applicable, on_time, late, stated_none, not_due, overdue, unclear)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organ, domain) do update set
        applicable = tallies.applicable + excluded.applicable, on_time = tallies.on_time + excluded.on_time,
        late = tallies.late + excluded.late, stated_none = tallies.stated_none + excluded.stated_none,
        not_due = tallies.not_due + excluded.not_due, overdue = tallies.overdue + excluded.overdue,
        unclear = tallies.unclear + excluded.unclear";
    /// One tally.
    OF = "select organ, domain, applicable, on_time, late, stated_none, not_due, overdue, unclear from tallies where organ = $1 and domain = $2";
    /// The tallies of an organ by domain.
    BY_DOMAIN = "select organ, domain, applicable, on_time, late, stated_none, not_due, overdue, unclear from tallies
        where organ = $1 and domain > 0 order by domain";
    /// Every tally.
    EVERY = "select organ, domain, applicable, on_time, late, stated_none, not_due, overdue, unclear from tallies order by organ, domain";
    /// The tallies of the organs directly below one.
    OF_CHILDREN = "select t.organ, t.domain, t.applicable, t.on_time, t.late, t.stated_none, t.not_due, t.overdue, t.unclear, o.code, o.name, o.level, o.last, o.fictional
        from organs o join tallies t on t.organ = o.id and t.domain = $2 where o.parent = $1 and o.id > $3 and o.active = 1 order by o.id limit $4";
    /// The tallies of the organs of a level in a subtree.
    OF_LEVEL = "select t.organ, t.domain, t.applicable, t.on_time, t.late, t.stated_none, t.not_due, t.overdue, t.unclear, o.code, o.name, o.level, o.last, o.fictional
        from organs o join tallies t on t.organ = o.id and t.domain = $5
        where o.id >= $1 and o.id <= $2 and o.level = $3 and o.id > $4 and o.active = 1 order by o.id limit $6";
    /// What an organ itself is obliged to, by how it stands.
    OWN = "select domain, item_state, count(*) from duties where organ = $1 and occurrence = 0 group by domain, item_state order by domain, item_state";
    /// Forgets all tallies, before they are counted anew.
    CLEAR = "delete from tallies where organ >= $1";
}
