-- 公开属性、版次、定时: the whole way of a record. A stage more than before, and an item only where the record is published against one.
alter table records add column attribute text not null default 'proactive'
  check (attribute in ('proactive', 'on_request', 'withheld'));
alter table records add column round bigint not null default 0;
alter table records add column approver bigint;
alter table records add column approver_name text not null default '';
alter table records add column approved_on text;
alter table records add column release_at text;
alter table records add column superseded_by bigint;
alter table records add column superseded_on text;
-- 修订: the public record whose place a draft is to take; of what was superseded, the record that took its place.
alter table records add column revises bigint references records (id);
alter table records add column edition bigint not null default 1;
alter table records add column change text not null default '' check (change in ('', 'major', 'minor'));
alter table records add column change_note text not null default '';
-- 下次评估: of what is approved and not public, the day on which it is looked at again, and why.
alter table records add column look_on text;
alter table records add column look_occasion text not null default '';

-- {POSTGRES}
alter table records drop constraint records_stage_check;
alter table records alter column line drop not null;
alter table records add check (stage in ('draft', 'submitted', 'reviewed', 'cleared', 'approved', 'scheduled', 'published', 'superseded', 'withdrawn'));
-- {SQLITE}
-- A check and a `not null` are loosened in the text of the schema, as SQLite documents it for changes that touch no row.
pragma writable_schema = on;
update sqlite_schema set sql = replace(replace(sql,
  'check (stage in (''draft'', ''submitted'', ''published'', ''withdrawn''))',
  'check (stage in (''draft'', ''submitted'', ''reviewed'', ''cleared'', ''approved'', ''scheduled'', ''published'', ''superseded'', ''withdrawn''))'),
  'line bigint not null references', 'line bigint references')
  where type = 'table' and name = 'records';
pragma writable_schema = reset;
-- {BOTH}

create index records_versions on records (revises, edition) where revises is not null;
create index records_look on records (organ, look_on, id) where stage = 'approved' and look_on is not null;

-- 公开属性认定: what is proposed with the draft, the whole of it as JSON; every one that was is an event.
create table record_determinations (
  record bigint primary key references records (id), proposed text not null, normative bigint not null,
  proposed_name text not null, proposed_on text not null
);

-- 审查意见: one step taken; never edited. A round begins with every submission.
create table record_opinions (
  id {ID}, record bigint not null references records (id), round bigint not null, review text not null,
  person bigint not null, person_name text not null, role text not null, given_on text not null,
  agreed bigint not null, words text not null, forced bigint not null
);
create index record_opinions_record on record_opinions (record, id);

-- 单人办理: what was done alone, on the list of the organ above from the next day until somebody has looked at it.
create table record_forced (
  id {ID}, record bigint not null references records (id), review text not null, person bigint not null,
  person_name text not null, why text not null, made_on text not null, above bigint not null references organs (id),
  listed_on text not null, looked_by bigint, looked_name text not null, looked_on text, agreed bigint, words text not null
);
create index record_forced_above on record_forced (above, listed_on, id) where looked_on is null;

-- 审查程序: which way an organ and those below it take from a day on, by what document.
create table review_ways (
  organ bigint not null references organs (id), from_day text not null, way text not null check (way in ('short', 'full')),
  source text not null, set_name text not null, set_on text not null, primary key (organ, from_day)
);
