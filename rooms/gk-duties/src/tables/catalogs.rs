//! What the room reads of catalogs: the editions that hold, their items, and who is in the tree.

use gk_base::statements;

statements! {
    "duties";
    /// Editions of catalogs at or below an organ that hold on a day, those of counties first.
    EDITIONS_UNDER = "select e.id, c.organ, c.tier, c.domain, e.valid_from, o.last from editions e
        join catalogs c on c.id = e.catalog join organs o on o.id = c.organ
        where c.organ >= $1 and c.organ <= $2 and c.tier in ('county', 'township', 'village')
        and (cast($4 as text) is null or c.domain = $4)
        and e.stage in ('in_force', 'superseded') and e.valid_from <= $3 and (e.valid_to is null or e.valid_to > $3)
        order by c.organ, c.domain";
    /// The items of an edition that apply.
    ITEMS = "select id, line, body from items where edition = $1 and applies = 1 order by seq";
    /// Whose edition it is.
    EDITION = "select c.organ, c.tier, c.domain, e.valid_from from editions e join catalogs c on c.id = e.catalog where e.id = $1";
    /// County governments with an edition at or below them, in order.
    COUNTIES = "select o.id from organs o where o.kind = 'county_gov' and o.id > $1 and exists (
        select 1 from catalogs c where c.organ >= o.id and c.organ <= o.last) order by o.id limit $2";
    /// The edition of an item a duty hangs on: its first day.
    ITEM_EDITION = "select e.valid_from, e.id, i.body, i.line, c.domain from items i join editions e on e.id = i.edition
        join catalogs c on c.id = e.catalog where i.id = $1";
    /// Everybody's place in the tree.
    PARENTS = "select id, parent from organs order by id";
    /// The way up from one organ.
    PATH = "select path from organs where id = $1";
}
