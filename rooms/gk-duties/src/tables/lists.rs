//! Lists of duties for pages: every one has a limit and a key to go on from.

use gk_base::statements;

macro_rules! line_columns {
    () => {
        "d.id, d.organ, d.line, d.item, d.domain, d.occurrence, d.kind, t.clock, t.start_day, t.due_day, d.event, d.met_day,
        d.stated_day, d.stated_until, d.ended_day, d.state, d.item_state, i.code, i.level1, i.name, o.code, o.name"
    };
}
// Left joins, though every duty has its term, item and organ: they keep the planner at the duties and their index. Begun at the
// organs, a range of them is read whole and sorted (measured on the province: 180 ms for 0.4 ms).
macro_rules! line_from {
    () => {
        " from duties d left join terms t on t.id = d.term left join items i on i.id = d.item left join organs o on o.id = d.organ "
    };
}

statements! {
    "duties";
    /// Open duties of an organ: overdue first, then by their last day; those without one at the end.
    /// The page is chosen before the words are fetched: what is sorted is narrow.
    OPEN = concat!("select ", line_columns!(), line_from!(), "where d.id in (
        select d.id from duties d left join terms t on t.id = d.term where d.organ = $1 and d.state in (0, 4, 5)
        and (cast($2 as bigint) is null or d.domain = $2)
        and (cast($3 as bigint) is null or d.state = $3) and (cast($4 as bigint) is null or t.due_day <= $4)
        and (coalesce(t.due_day, 9999999) > $5 or (coalesce(t.due_day, 9999999) = $5 and d.id > $6))
        order by coalesce(t.due_day, 9999999), d.id limit $7) order by coalesce(t.due_day, 9999999), d.id");
    /// How many open duties an organ has, by state and whether they are due by a day.
    COUNT_OPEN = "select d.state, case when t.due_day <= $2 then cast(1 as bigint) else cast(0 as bigint) end, count(*) from duties d join terms t on t.id = d.term
        where d.organ = $1 and d.state in (0, 4, 5) group by 1, 2 order by 1, 2";
    /// The duties of an organ under an item.
    OF_ITEM = concat!("select ", line_columns!(), line_from!(), "where d.organ = $1 and d.line = $2 and d.occurrence > $3 order by d.occurrence limit $4");
    /// The same, the head first and on every page, then the newest first, before a start and a number; with the record that
    /// met each first.
    OF_ITEM_NEWEST = concat!("select ", line_columns!(), ",
        (select min(m.record) from meetings m where m.duty = d.id and m.day = d.met_day)", line_from!(), "where d.organ = $1 and d.line = $2
        and (d.occurrence = 0 or t.start_day < $3 or (t.start_day = $3 and d.id < $4))
        order by case when d.occurrence = 0 then 0 else 1 end, t.start_day desc, d.id desc limit $5");
    /// One duty.
    ONE = concat!("select ", line_columns!(), line_from!(), "where d.id = $1");
    /// Items of a subtree that stand in a state, in all domains.
    GAPS = concat!("select ", line_columns!(), line_from!(),
        "where d.occurrence = 0 and d.item_state = $3 and d.organ >= $1 and d.organ <= $2
        and (d.organ > $4 or (d.organ = $4 and d.line > $5)) order by d.organ, d.line limit $6");
    /// Items of a subtree that stand in a state, in one domain.
    DOMAIN_GAPS = concat!("select ", line_columns!(), line_from!(),
        "where d.occurrence = 0 and d.domain = $7 and d.item_state = $3 and d.organ >= $1 and d.organ <= $2
        and (d.organ > $4 or (d.organ = $4 and d.line > $5)) order by d.organ, d.line limit $6");
    /// Who is obliged by an item.
    ORGANS_OF_LINE = concat!("select ", line_columns!(), line_from!(), "where d.line = $1 and d.occurrence = 0 and d.organ > $2 order by d.organ limit $3");
    /// The items an organ is obliged by.
    LINES_OF_ORGAN = concat!("select ", line_columns!(), line_from!(),
        "where d.organ = $1 and d.occurrence = 0 and d.item_state < 6 and (cast($2 as bigint) is null or d.domain = $2) and d.line > $3 order by d.line limit $4");
    /// The items of an organ that ask for events.
    ASKING = concat!("select ", line_columns!(), line_from!(),
        "where d.organ = $1 and d.occurrence = 0 and d.item_state < 6 and d.line > $2
        and exists (select 1 from duty_rules r where r.line = d.line and r.kind = 1) order by d.line limit $3");
    /// The duties a record meets, occurrences before heads.
    MET_BY = concat!("select ", line_columns!(), line_from!(), "join meetings m on m.duty = d.id where m.record = $1
        order by case when d.occurrence = 0 then 1 else 0 end, d.id limit 50");
    /// How many duties fall due on each day between two, in an organ.
    DUE_DAYS = "select t.due_day, cast(sum(case when d.state = 0 then 1 else 0 end) as bigint), count(*) from duties d join terms t on t.id = d.term
        where d.organ = $1 and d.state in (0, 4) and t.due_day >= $2 and t.due_day <= $3 group by t.due_day order by t.due_day";
}
