-- 依申请公开: one row an application; what its events say is derived from them and cached here with the stamp of the
-- calendar it was derived from. Who applied is sealed (ADR 17).
create table foi_cases (
  id {ID}, organ bigint not null references organs (id),
  -- the form's own key: the same form sent twice is one application
  form_key text not null unique,
  query_sealed bytea not null, query_index text not null,
  number text unique,
  wanted text not null, title text not null, carriers text not null,
  way text not null check (way in ('post', 'online', 'pick_up', 'on_the_spot', 'fax', 'email', 'entrusted')),
  other_accepted bigint not null,
  channel text not null check (channel in ('in_person', 'registered_post', 'plain_post', 'internet', 'fax')),
  applicant text not null
    check (applicant in ('person', 'enterprise', 'research', 'charity', 'legal_service', 'other_body')),
  name_sealed bytea not null, identity_sealed bytea, identity_index text, contact_sealed bytea not null,
  submitted_at text not null,
  -- the first of the applications that came in one form (一事一申请), and the place among them
  split_of bigint references foi_cases (id), part bigint not null,
  -- 条例 art 35: how many the same applicant had handed in within the period when this one came, flagged from a setting on
  recent bigint not null, excessive bigint not null,
  unit text not null, handler bigint, handler_name text not null,
  stage text not null check (stage in ('s1', 's1r', 's2', 's3', 's4', 's5', 's6', 's7', 's8r', 's8f', 's9', 's9a', 's10',
    's11', 's11e', 's12', 's13')),
  is_open bigint not null, received_on text, due_on text, due_key text not null, stands bigint not null, calendar_stamp bigint not null,
  decision text, decided_on text, reply_number text unique, ended_on text,
  version bigint not null, saved_name text not null, saved_at text not null
);
create index foi_cases_due on foi_cases (organ, is_open, due_key, id);
create index foi_cases_stage on foi_cases (organ, is_open, stage, due_key, id);
create index foi_cases_newest on foi_cases (organ, id);
create index foi_cases_query on foi_cases (query_index);
create index foi_cases_identity on foi_cases (identity_index, submitted_at);
create index foi_cases_open on foi_cases (is_open, id);

-- 案件事件: nothing is edited; a corrected event is followed by the event that corrects it.
create table foi_events (
  matter bigint not null references foi_cases (id), seq bigint not null, day text not null, at text not null,
  person bigint not null, name text not null, event text not null, body text not null,
  -- the version of the case that it made
  version bigint not null, primary key (matter, seq)
);

-- 案件文件: sealed, whatever they are.
create table foi_files (
  id {ID}, matter bigint not null references foi_cases (id), seq bigint not null,
  role text not null check (role in ('identity', 'request', 'correction', 'supplement', 'opinion', 'search', 'reply', 'letter',
    'receipt', 'relief', 'original', 'redacted')),
  name text not null, media text not null, size bigint not null, content text not null, shared bigint not null,
  added_at text not null, added_by bigint not null, added_name text not null
);
create index foi_files_matter on foi_files (matter, id);

-- 被征求意见的第三方、其他机关: by the name they have in the events.
create table foi_parties (
  id {ID}, matter bigint not null references foi_cases (id), party text not null, name_sealed bytea not null,
  contact_sealed bytea not null, unique (matter, party)
);

-- 告知书
create table foi_letters (
  id {ID}, matter bigint not null references foi_cases (id), letter text not null, number text unique, facts text not null,
  body text not null, made_on text not null, made_by bigint not null, made_name text not null, pdf bigint, docx bigint,
  released_on text
);
create index foi_letters_matter on foi_letters (matter, id);

-- 编号流水: gap-free, one for each organ, kind of number and year.
create table foi_serials (
  organ bigint not null, kind text not null check (kind in ('register', 'reply')), year bigint not null, last bigint not null,
  primary key (organ, kind, year)
);

-- 区分处理: what is to be taken out of a file, and what came of it; the marks may hold names and numbers and are sealed.
create table foi_redactions (
  id {ID}, matter bigint not null references foi_cases (id), file bigint not null references foi_files (id),
  marks_sealed bytea not null, marked bigint not null,
  -- the redacted file, the table of its black areas with their grounds, and the pages a person looked through
  result bigint references foi_files (id), blacked text not null, unread text not null, looked_name text not null,
  version bigint not null, saved_name text not null, saved_at text not null, unique (matter, file)
);
