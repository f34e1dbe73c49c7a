//! Named limits, limits left open, and postings in the database.

use gk_base::statements;

macro_rules! naming {
    ($rest:literal) => {
        concat!("select n.id, n.line, n.rule_no, n.words, n.phrase, n.rule, n.source, n.from_day, n.why, n.person, n.person_name, n.at
        from limit_namings n ", $rest)
    };
}

statements! {
    "duties";
    /// A naming.
    ADD_NAMING = "insert into limit_namings (id, line, rule_no, words, phrase, rule, source, from_day, why, person, person_name, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// The namings of an item.
    NAMINGS = naming!("where n.line = $1 order by n.id");
    /// The namings in the catalogs of a subtree.
    NAMINGS_UNDER = naming!("join item_lines l on l.id = n.line join catalogs c on c.id = l.catalog
        where c.organ >= $1 and c.organ <= $2 order by n.id");
    /// Whose catalog an item is in, and in which domain.
    OWNER = "select c.organ, c.domain from item_lines l join catalogs c on c.id = l.catalog where l.id = $1";
    /// Limits left open in a subtree with how many organs wait for each, most first, after a count, an item and a rule.
    OPEN_LIMITS = "select x.line, x.rule_no, x.waiting, i.code, i.level1, i.name, i.body, o.name, x.domain from (
        select r.line, r.rule_no, r.item, r.domain, c.organ, (select count(*) from duties d where d.line = r.line and d.occurrence = 0
        and d.item_state < 6) as waiting from duty_rules r join item_lines l on l.id = r.line join catalogs c on c.id = l.catalog
        join clocks k on k.id = r.clock where c.organ >= $1 and c.organ <= $2 and k.body like '{\"clock\":\"needs_person\"%') x
        join items i on i.id = x.item join organs o on o.id = x.organ
        where x.waiting < $3 or (x.waiting = $3 and (x.line > $4 or (x.line = $4 and x.rule_no > $5)))
        order by x.waiting desc, x.line, x.rule_no limit $6";
    /// How many limits are left open in a subtree.
    COUNT_OPEN_LIMITS = "select count(*) from duty_rules r join item_lines l on l.id = r.line join catalogs c on c.id = l.catalog
        join clocks k on k.id = r.clock where c.organ >= $1 and c.organ <= $2 and k.body like '{\"clock\":\"needs_person\"%'";
    /// What was named in a subtree, the newest first, before a number.
    NAMED_UNDER = "select n.id, n.line, n.rule_no, n.words, n.phrase, n.rule, n.source, n.from_day, n.why, n.person, n.person_name, n.at,
        coalesce((select i.name from duty_rules r join items i on i.id = r.item where r.line = n.line and r.rule_no = n.rule_no), '')
        from limit_namings n join item_lines l on l.id = n.line join catalogs c on c.id = l.catalog
        where c.organ >= $1 and c.organ <= $2 and n.id < $3 order by n.id desc limit $4";
    /// What kind an event is of.
    EVENT_KIND = "select kind from duty_events where id = $1";
    /// What hangs under an item and must go on hanging on a day, those that end first.
    HANGING = "select d.organ, o.code, o.name, t.due_day from duties h join duties d on d.organ = h.organ and d.line = h.line
        join terms t on t.id = d.term join organs o on o.id = d.organ where h.line = $1 and h.occurrence = 0
        and d.kind = 3 and d.met_day is not null and (t.due_day is null or t.due_day >= $2)
        order by coalesce(t.due_day, 9999999), d.id limit $3";
}
