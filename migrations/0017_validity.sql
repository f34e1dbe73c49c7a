-- 复核任务: what cites a document that was changed, for its organ to look at; one for each relation and citer.
create table validity_tasks (
  id {ID}, relation bigint not null references record_relations (id),
  citer text not null check (citer in ('catalog_item', 'service_guide', 'template', 'document', 'interpretation')), citer_id bigint not null,
  organ bigint not null references organs (id), title text not null,
  task text not null check (task in ('propose_edition', 'replace_basis', 'check_articles', 'read_interpretation', 'mark_outdated', 'check_term')),
  -- the numbers of articles between commas; empty for the whole
  articles text not null, opened_on text not null, due_on text,
  outcome text check (outcome in ('still_right', 'mended', 'marked', 'new_edition')), note text not null,
  settled_by bigint, settled_name text not null, settled_on text,
  unique (relation, citer, citer_id)
);
create index validity_tasks_open on validity_tasks (organ, id) where settled_on is null;
create index record_lives_end on record_lives (last_day) where last_day is not null;
