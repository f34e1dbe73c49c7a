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

-- 清理: the periodic look through an organ's documents, decided by another than whoever proposed, and what became of each.
create table validity_cleanups (
  id {ID}, organ bigint not null references organs (id), name text not null, basis text not null,
  extent text not null check (extent in ('normative', 'numbered')),
  stage text not null check (stage in ('open', 'decided', 'published')),
  opened_by bigint not null, opened_name text not null, opened_on text not null,
  decided_on text, decided_by bigint, decided_name text not null, record bigint references records (id)
);
create index validity_cleanups_organ on validity_cleanups (organ, id);
create index validity_cleanups_record on validity_cleanups (record) where record is not null;
create table validity_entries (
  cleanup bigint not null references validity_cleanups (id), record bigint not null references records (id),
  conclusion text check (conclusion in ('keep', 'amend', 'repeal', 'lapse')), words text not null,
  said_by bigint, said_name text not null, primary key (cleanup, record)
);
