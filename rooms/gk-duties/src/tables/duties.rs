//! Duties, terms, clocks and rules in the database.

use gk_base::statements;

macro_rules! held {
    ($($rest:literal),+) => {
        concat!("select d.id, d.organ, d.line, d.item, d.domain, d.occurrence, d.kind, d.term, t.clock, t.start_day, t.due_day,
        d.event, d.met_day, d.stated_day, d.stated_until, d.ended_day, d.state, d.item_state
        from duties d join terms t on t.id = d.term ", $($rest),+)
    };
}

statements! {
    "duties";
    /// One duty.
    BY_ID = held!("where d.id = $1");
    /// The duties of an organ under an item, the head first.
    OF_LINE = held!("where d.organ = $1 and d.line = $2 order by d.occurrence");
    /// The duties of a subtree in a domain.
    IN_SCOPE = held!("where d.organ >= $1 and d.organ <= $2 and d.domain = $3 order by d.organ, d.line, d.occurrence");
    /// The duties that an event began.
    OF_EVENT = held!("where d.event = $1 order by d.id");
    /// The duties of one term in one state.
    OF_TERM = held!("where d.term = $1 and d.state = $2 order by d.id");
    /// The duties of one term that were met between two days.
    MET_BETWEEN = held!("where d.term = $1 and d.state in (1, 2) and d.met_day > $2 and d.met_day <= $3 order by d.id");
    /// The duties of one term with a statement.
    STATED_OF_TERM = held!("where d.term = $1 and d.state in (0, 3, 4) and d.stated_day is not null order by d.id");
    /// Duties whose statement ended between two days.
    STATEMENT_OVER = held!("where d.stated_until >= $1 and d.stated_until < $2 order by d.id");
    /// Duties that ended between two days.
    ENDED_BETWEEN = held!("where d.ended_day > $1 and d.ended_day <= $2 and d.state <> 6 order by d.id");
    /// The duties a record meets.
    OF_RECORD = held!("join meetings m on m.duty = d.id where m.record = $1 order by d.id");
    /// Every duty, narrow, in the order of organs and items.
    TABLE = "select id, organ, line, domain, occurrence, term, met_day, stated_day, stated_until, ended_day, state, item_state
        from duties where organ >= $1 and organ <= $2 order by organ, line, occurrence";
    /// How the duties of an organ under an item fold: the first state, the head, its former fold, its domain, its end.
    FOLD = "select min(state), max(case when occurrence = 0 then id end), max(case when occurrence = 0 then item_state end),
        max(domain), max(case when occurrence = 0 then ended_day end) from duties where organ = $1 and line = $2";
    /// The same for many: in the order of organs and items.
    FOLD_TABLE = "select id, organ, line, occurrence, domain, state, item_state, ended_day from duties
        where organ >= $1 and organ <= $2 order by organ, line, occurrence";
    /// What is known of a duty.
    SET_FACTS = "update duties set item = $2, term = $3, met_day = $4, stated_day = $5, stated_until = $6, ended_day = $7, state = $8 where id = $1";
    /// How a duty stands.
    SET_STATE = "update duties set state = $2 where id = $1";
    /// The item of the edition in force.
    SET_ITEM = "update duties set item = $2 where id = $1";
    /// How an item stands.
    SET_ITEM_STATE = "update duties set item_state = $2 where id = $1";
    /// A clock's number.
    CLOCK_ID = "select id from clocks where body = $1";
    /// A clock.
    CLOCK = "select body from clocks where id = $1";
    /// Every clock.
    CLOCKS = "select id, body from clocks order by id";
    /// A new clock.
    ADD_CLOCK = "insert into clocks (id, body) values ($1, $2)";
    /// A term.
    TERM = "select id, due_day from terms where clock = $1 and start_day = $2";
    /// Every term.
    TERMS = "select id, clock, start_day, due_day from terms order by id";
    /// A new term.
    ADD_TERM = "insert into terms (id, clock, start_day, due_day) values ($1, $2, $3, $4)";
    /// The last day of a term.
    SET_DUE = "update terms set due_day = $2 where id = $1";
    /// Terms that ended between two days.
    TERMS_OVER = "select id from terms where due_day >= $1 and due_day < $2 order by id";
    /// The rules of an item.
    RULES_OF_LINE = "select line, rule_no, kind, clock, event_kind, scope, inferred, item, domain, since_day, next_day, dated, posting from duty_rules where line = $1 order by rule_no";
    /// The rules of all items of an edition.
    RULES_OF_EDITION = "select r.line, r.rule_no, r.kind, r.clock, r.event_kind, r.scope, r.inferred, r.item, r.domain, r.since_day, r.next_day,
        r.dated, r.posting from items i join duty_rules r on r.line = i.line where i.edition = $1 order by r.line, r.rule_no";
    /// Forgets the rules of an item.
    DROP_RULES = "delete from duty_rules where line = $1";
    /// Rules whose next period has begun.
    RULES_BEGUN = "select line, rule_no, kind, clock, event_kind, scope, inferred, item, domain, since_day, next_day, dated, posting from duty_rules
        where next_day <= $1 order by line, rule_no limit $2";
    /// When the next period begins.
    SET_NEXT = "update duty_rules set next_day = $3 where line = $1 and rule_no = $2";
    /// Who is obliged by an item now.
    OBLIGED = "select d.organ, t.start_day, d.stated_day, d.stated_until from duties d join terms t on t.id = d.term
        where d.line = $1 and d.occurrence = 0 and (d.ended_day is null or d.ended_day > $2) order by d.organ";
    /// The occurrences an organ has under a rule.
    OCCURRENCES = "select d.organ, d.occurrence from duties h join duties d on d.organ = h.organ and d.line = h.line
        where h.line = $1 and h.occurrence = 0 and d.occurrence >= $2 and d.occurrence < $3 order by d.organ";
    /// A record meets a duty.
    MEET = "insert into meetings (duty, record, day) values ($1, $2, $3) on conflict (duty, record) do nothing";
    /// A record meets nothing any more, but for the 公示期 that were over before a day.
    UNMEET = "delete from meetings where record = $1 and duty in (select m.duty from meetings m join duties d on d.id = m.duty
        join terms t on t.id = d.term where m.record = $1 and (d.kind <> 3 or t.due_day is null or t.due_day >= $2))";
    /// What met one duty meets another too.
    COPY_MEETINGS = "insert into meetings (duty, record, day) select cast($1 as bigint), record, day from meetings where duty = $2 on conflict (duty, record) do nothing";
    /// How many records meet a duty.
    COUNT_MET = "select count(*) from meetings where duty = $1";
    /// When a duty was first met.
    FIRST_MET = "select min(day) from meetings where duty = $1";
    /// When every duty that was met was first met.
    ALL_MET = "select duty, min(day) from meetings group by duty order by duty";
    /// Up to which day, and by which calendar, the states are true.
    ROLLED = "select day, stamp from rolled where id = 1";
    /// Of which laws' periods the rules were compiled.
    LAWS = "select stamp from rolled where id = 2";
    /// They were compiled of these.
    SET_LAWS = "insert into rolled (id, day, stamp) values (2, $1, $2) on conflict (id) do update set day = excluded.day, stamp = excluded.stamp";
    /// They are true up to a day.
    SET_ROLLED = "insert into rolled (id, day, stamp) values (1, $1, $2) on conflict (id) do update set day = excluded.day, stamp = excluded.stamp";
}
