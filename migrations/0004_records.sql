-- 政府信息: one row a record, its way from draft to tombstone; version moves on with every change.
create table records (
  id {ID}, number text unique, organ bigint not null references organs (id),
  line bigint not null references item_lines (id), duty bigint, domain text not null, item_code text not null,
  title text not null, summary text not null, kind text not null, docnum text not null, made_on text,
  format text not null check (format in ('markdown', 'html')), body text not null, attachments bigint not null,
  stage text not null check (stage in ('draft', 'submitted', 'published', 'withdrawn')), version bigint not null,
  author bigint not null, author_name text not null,
  sender bigint, sender_name text not null, sent_on text,
  reviewer bigint, reviewer_name text not null, published_on text,
  withdrawn_by bigint, withdrawn_on text, ground text, ground_note text not null,
  returned_by bigint, returned_on text, returned_note text not null,
  saved_name text not null, saved_at text not null, missing bigint not null
);
create index records_organ on records (organ, id);
create index records_stage on records (organ, stage, id);
create index records_newest on records (published_on, id) where stage = 'published';
create index records_newest_of_organ on records (organ, published_on, id) where stage = 'published';
create index records_newest_of_line on records (line, published_on, id) where stage = 'published';

-- 要素勾选: what the clerk says of each content element.
create table record_elements (
  record bigint not null references records (id), element text not null,
  says text not null check (says in ('contained', 'not_concerned')), why text not null, primary key (record, element)
);

create table attachments (
  id {ID}, record bigint not null references records (id), name text not null, media text not null,
  size bigint not null, hash text not null references blobs (hash), added_at text not null
);
create index attachments_record on attachments (record, id);

-- 索引号流水: the last serial of an issuer in a year, never given again.
create table record_serials (issuer text not null, year bigint not null, last bigint not null, primary key (issuer, year));
