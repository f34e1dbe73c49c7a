-- 忽略的检查发现: bound to the content it was given for; where a finding has no place, line, first and past are 0.
create table record_dismissals (
  record bigint not null references records (id), problem text not null, line bigint not null, first bigint not null,
  past bigint not null, content text not null, reason text not null, words text not null, person bigint not null,
  person_name text not null, dismissed_on text not null, primary key (record, content, problem, line, first, past)
);

-- 附件检视: what a reader found in the file with this hash, as JSON; can be made again from the bytes.
create table file_looks (hash text primary key, look text not null, looked_on text not null);

-- 夜间检查: how what is public stood when it was looked at last; standing counts errors and warnings nobody has set aside.
create table record_checks (
  record bigint primary key references records (id), organ bigint not null, checked_on text not null,
  standing bigint not null, words text not null
);
create index record_checks_standing on record_checks (organ, record) where standing > 0;

-- The night for which the look was begun.
create table record_nights (one bigint primary key check (one = 1), night text not null);

create index records_docnum on records (docnum) where stage = 'published' and docnum <> '';
