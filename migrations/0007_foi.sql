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
  stage text not null check (stage in ('s1', 's1r', 's2', 's3', 's4', 's5', 's6', 's7', 's8r', 's8f', 's9', 's9a', 's10', 's11', 's11e', 's12', 's13')),
  is_open bigint not null, received_on text, due_on text, due_key text not null, stands bigint not null, calendar_stamp bigint not null,
  decision text, decided_on text, reply_number text unique, ended_on text,
  version bigint not null, saved_name text not null, saved_at text not null
);
create index foi_cases_due on foi_cases (organ, is_open, due_key, id);
create index foi_cases_stage on foi_cases (organ, is_open, stage, due_key, id);
create index foi_cases_reply on foi_cases (organ, reply_number);
create index foi_cases_newest on foi_cases (organ, id);
create index foi_cases_query on foi_cases (query_index);
create index foi_cases_identity on foi_cases (identity_index, organ, submitted_at);
create index foi_cases_applicant on foi_cases (identity_index, organ, id);
create index foi_cases_split on foi_cases (split_of);
create index foi_cases_mine on foi_cases (organ, is_open, handler, due_key, id);
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
  role text not null check (role in ('identity', 'request', 'correction', 'supplement', 'opinion', 'search', 'reply', 'letter', 'receipt', 'relief', 'original', 'redacted')),
  name text not null, media text not null, size bigint not null, content text not null, shared bigint not null,
  added_at text not null, added_by bigint not null, added_name text not null
);
create index foi_files_matter on foi_files (matter, id);

-- 被征求意见的第三方、其他机关: by the name they have in the events.
create table foi_parties (
  id {ID}, matter bigint not null references foi_cases (id), party text not null, name_sealed bytea not null,
  contact_sealed bytea not null, unique (matter, party)
);

-- 文书: what the drafter wrote is sealed, because names and reasons stand in it; a letter that went out has a day and its files.
create table foi_letters (
  id {ID}, matter bigint not null references foi_cases (id), form text not null, party text not null, facts_sealed bytea not null,
  number text unique, prepared_at text not null, prepared_by bigint not null, prepared_name text not null, released_on text,
  pdf bigint, docx bigint
);
create index foi_letters_matter on foi_letters (matter, id);

-- 编号流水: gap-free, one for each organ, kind of number and year.
create table foi_serials (
  organ bigint not null, kind text not null, year bigint not null, last bigint not null,
  primary key (organ, kind, year)
);

-- 统计事实: what the annual report must know of a case, written with every step; a case that was never received has none.
-- settled_on is the last day on which it changes a figure, 9999-12-31 while something of it is pending.
create table foi_counted (
  matter bigint primary key references foi_cases (id), organ bigint not null references organs (id),
  received_on text not null,
  applicant text not null
    check (applicant in ('person', 'enterprise', 'research', 'charity', 'legal_service', 'other_body')),
  result text, answered_on text, took bigint, settled_on text not null
);
create index foi_counted_organ on foi_counted (organ, matter);

-- 救济统计: for table C of the annual report.
create table foi_reliefs (
  matter bigint not null references foi_cases (id), seq bigint not null, organ bigint not null,
  course text not null check (course in ('review', 'direct', 'after_review')), started_on text not null,
  result text check (result in ('upheld', 'claim_rejected', 'revoked', 'changed', 'found_unlawful', 'ordered_to_act', 'ordered_anew', 'withdrawn', 'ended', 'not_admitted', 'settled', 'other')),
  ended_on text, primary key (matter, seq)
);
create index foi_reliefs_organ on foi_reliefs (organ, matter);

-- 留存的年度报告: each version as it was made; a later one does not take the place of the former.
create table foi_reports (
  organ bigint not null references organs (id), year bigint not null, version bigint not null,
  brought bigint not null, report text not null, made_on text not null, made_at text not null, made_by bigint not null,
  made_name text not null, carried text not null, primary key (organ, year, version)
);

-- 日历订阅地址: the hash of the secret in the address; one for each person and post.
create table foi_addresses (
  token_hash text primary key, person bigint not null, post bigint not null, made_on text not null, unique (person, post)
);

-- 预警: once for each case, last day and step.
create table foi_warnings (
  matter bigint not null references foi_cases (id), due_on text not null, step bigint not null, organ bigint not null,
  warned_on text not null, primary key (matter, due_on, step)
);
create index foi_warnings_organ on foi_warnings (organ, step, matter);
create index foi_cases_warn on foi_cases (is_open, due_key, id);

-- 已预警至: up to which day.
create table foi_rolled (one bigint primary key check (one = 1), day text not null);

-- 接口密钥: the hash of the secret; who answers for what is done with it holds a post of the organ.
create table foi_keys (
  id {ID}, organ bigint not null references organs (id), system text not null, key_hash text not null unique,
  scopes text not null, person bigint not null, post bigint not null,
  made_on text not null, made_by bigint not null, made_name text not null, ended_on text
);
create index foi_keys_organ on foi_keys (organ, id);

-- 接口请求: the same request sent again gets the same answer.
create table foi_requests (
  api_key bigint not null references foi_keys (id), request text not null, digest text not null, status bigint not null,
  answer text not null, made_at text not null, primary key (api_key, request)
);

-- 在办件数: how many open cases of an organ stand at a stage with a last day, changed with every step; lists count by it.
create table foi_tallies (
  organ bigint not null references organs (id), stage text not null, due_key text not null, many bigint not null,
  primary key (organ, stage, due_key)
);
-- 送达凭证: what shows that the reply was served; the receipt number of the post among it.
create table foi_services (
  matter bigint not null references foi_cases (id), seq bigint not null, mode text not null, proof text not null, served_on text not null,
  why text not null, kept_at text not null, kept_name text not null, primary key (matter, seq)
);

-- 归档的案卷: how long it is kept.
create table foi_kept (
  matter bigint not null references foi_cases (id), organ bigint not null, filed_on text not null,
  retention text not null check (retention in ('permanent', '30y', '10y')), ends_key text not null, primary key (matter)
);
create index foi_kept_ends on foi_kept (organ, ends_key, matter);

-- 满意度: once for a case.
create table foi_ratings (
  matter bigint not null references foi_cases (id), organ bigint not null, rating text not null check (rating in ('good', 'fair', 'poor')),
  words_sealed bytea, rated_on text not null, primary key (matter)
);
create index foi_ratings_organ on foi_ratings (organ, rated_on);

-- 建议主动公开 (条例 art 44).
create table foi_proposals (
  id {ID}, organ bigint not null references organs (id), matter bigint not null unique references foi_cases (id),
  alike text not null, ground text not null check (ground in ('asked_by_many', 'disclosable')),
  title text not null, standing text not null check (standing in ('open', 'accepted', 'declined')), reason text not null, line bigint,
  opened_on text not null, settled_on text, settled_name text not null, disclose_by text, version bigint not null
);
create index foi_proposals_organ on foi_proposals (organ, id);

-- 答复公示: without personal data, confirmed by a person.
create table foi_answers (
  id {ID}, matter bigint not null unique references foi_cases (id), organ bigint not null references organs (id),
  decision text not null, year bigint not null, answered_on text not null, title text not null, asked text not null, answered text not null,
  shown bigint not null, confirmed bigint not null, saved_at text not null, saved_name text not null, version bigint not null
);
create index foi_answers_newest on foi_answers (shown, id);
create index foi_answers_organ on foi_answers (organ, shown, id);

-- 案例: curated, without persons.
create table foi_explained (
  id {ID}, organ bigint not null references organs (id), decision text not null, title text not null, facts text not null,
  question text not null, reasoning text not null, articles text not null, outcome text not null,
  standing text not null check (standing in ('draft', 'reviewed', 'public')), drafted_by bigint not null, drafted_name text not null,
  reviewed_by bigint, reviewed_name text not null, saved_at text not null, version bigint not null
);
create index foi_explained_standing on foi_explained (standing, id);
-- 区分处理: what is to be taken out of a file, and what came of it; the marks may hold names and numbers and are sealed.
create table foi_redactions (
  id {ID}, matter bigint not null references foi_cases (id), file bigint not null references foi_files (id),
  marks_sealed bytea not null, marked bigint not null,
  -- the redacted file, the table of its black areas with their grounds, and the pages a person looked through
  result bigint references foi_files (id), blacked text not null, unread text not null, looked_name text not null,
  version bigint not null, saved_name text not null, saved_at text not null, unique (matter, file)
);
