//! Events and statements in the database.

use gk_base::statements;

macro_rules! event_columns {
    () => {
        "e.id, e.organ, e.line, e.kind, e.day, e.words, e.person, e.person_name, e.at, e.version, e.record"
    };
}
macro_rules! statement_columns {
    () => {
        "s.id, s.organ, s.line, s.person, s.person_name, s.stated_day, s.until_day, s.words, s.at, s.ended_day, s.ended_by, s.ended_why"
    };
}

statements! {
    "duties";
    /// A new event.
    ADD_EVENT = "insert into duty_events (id, organ, line, kind, day, words, person, person_name, at, version, record)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)";
    /// One event.
    EVENT = concat!("select ", event_columns!(), " from duty_events e where e.id = $1");
    /// Events of a day under an item.
    EVENTS_OF_DAY = concat!("select ", event_columns!(), " from duty_events e where e.organ = $1 and e.line = $2 and e.day = $3 order by e.id limit 50");
    /// Events under an item, newest first.
    EVENTS_OF_LINE = concat!("select ", event_columns!(), " from duty_events e where e.organ = $1 and e.line = $2 order by e.day desc, e.id desc limit $3");
    /// Events of an organ, newest first, with the item's name.
    EVENTS_OF_ORGAN = concat!("select ", event_columns!(), ", coalesce((select i.name from duties d join items i on i.id = d.item
        where d.organ = e.organ and d.line = e.line and d.occurrence = 0), '') from duty_events e
        where e.organ = $1 and e.id < $2 order by e.id desc limit $3");
    /// Corrects an event seen at a version.
    SET_EVENT = "update duty_events set kind = $3, day = $4, words = $5, person = $6, person_name = $7, at = $8, version = version + 1
        where id = $1 and version = $2";
    /// Keeps what an event was.
    KEEP_FORMER = "insert into duty_event_versions (event, version, kind, day, words, person, person_name, at, why, corrected_by, corrected_at, outcome)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// What an event was, newest first.
    FORMER = "select version, kind, day, words, person_name, at, why, corrected_by, corrected_at, outcome from duty_event_versions
        where event = $1 order by version desc limit 50";
    /// A new statement.
    ADD_STATEMENT = "insert into statements (id, organ, line, person, person_name, stated_day, until_day, words, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// One statement.
    STATEMENT = concat!("select ", statement_columns!(), " from statements s where s.id = $1");
    /// The last statement about an item.
    LAST_STATEMENT = concat!("select ", statement_columns!(), " from statements s where s.organ = $1 and s.line = $2 order by s.id desc limit 1");
    /// The statements of an organ, newest first, with the item's name.
    STATEMENTS_OF_ORGAN = concat!("select ", statement_columns!(), ", coalesce((select i.name from duties d join items i on i.id = d.item
        where d.organ = s.organ and d.line = s.line and d.occurrence = 0), '') from statements s
        where s.organ = $1 and s.id < $2 order by s.id desc limit $3");
    /// Ends a statement.
    END_STATEMENT = "update statements set ended_day = $2, ended_by = $3, ended_why = $4, until_day = $5 where id = $1 and ended_day is null";
}
