-- 效力日期: from when to when a record holds, where somebody said so; without a row it holds from its own day on.
create table record_lives (
  record bigint primary key references records (id), effective_on text not null, last_day text, articles bigint,
  set_name text not null, set_on text not null
);

-- 效力关系: what one published record does to another; recorded once, seen from both sides.
create table record_relations (
  id {ID}, by_record bigint not null references records (id), target bigint not null references records (id),
  effect text not null check (effect in ('amends', 'repeals', 'replaces', 'extends', 'interprets', 'declares_lapsed')),
  -- the numbers of articles between commas; empty for the whole
  articles text not null, from_day text not null, until_day text, made_name text not null, made_on text not null,
  unique (by_record, target, effect, articles, from_day)
);
create index record_relations_target on record_relations (target, id);
