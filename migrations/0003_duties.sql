-- 时限 and 期限: every distinct clock once; a term is a clock that started on a day, with its last day. Days are numbers
-- since 1970-01-01, so that a million duties are read as plain numbers. A corrected holiday changes terms, not duties.
create table clocks (id {ID}, body text not null unique);
create table terms (
  id {ID}, clock bigint not null references clocks (id), start_day bigint not null, due_day bigint,
  unique (clock, start_day)
);
create index terms_due on terms (due_day);

-- What the limit of an item in force obliges to, by the lineage of the item; next_day begins the first period not yet made.
create table duty_rules (
  line bigint not null, rule_no bigint not null, kind bigint not null, clock bigint not null references clocks (id),
  event_kind text, scope text, inferred bigint not null, item bigint not null, domain bigint not null,
  since_day bigint not null, next_day bigint, primary key (line, rule_no)
);
create index duty_rules_next on duty_rules (next_day) where next_day is not null;

-- Item × organ × occurrence. Occurrence 0 is the head, whose item_state folds them all. States by their place in the law's list.
create table duties (
  id {ID}, organ bigint not null, line bigint not null, item bigint not null, domain bigint not null,
  occurrence bigint not null, kind bigint not null, term bigint not null references terms (id), event bigint,
  met_day bigint, stated_day bigint, stated_until bigint, ended_day bigint,
  state bigint not null check (state between 0 and 6), item_state bigint,
  unique (organ, line, occurrence)
);
create index duties_line on duties (line, organ) where occurrence = 0;
create index duties_term on duties (term, state);
create index duties_gaps on duties (item_state, organ, line) where occurrence = 0;
create index duties_domain_gaps on duties (domain, item_state, organ, line) where occurrence = 0;
create index duties_stated on duties (stated_until) where stated_until is not null;
create index duties_ended on duties (ended_day) where ended_day is not null;
create index duties_event on duties (event) where event is not null;

-- Which published record met which duty on which day; the first one counts, the others wait for its withdrawal.
create table meetings (
  duty bigint not null references duties (id), record text not null, day bigint not null, primary key (duty, record)
);
create index meetings_record on meetings (record);

-- 公开事件, corrected with the former kept, and what followed from the former.
create table duty_events (
  id {ID}, organ bigint not null, line bigint not null, kind text not null, day bigint not null, words text not null,
  person bigint, person_name text not null, at text not null, version bigint not null, record text
);
create index duty_events_organ on duty_events (organ, id);
create index duty_events_line on duty_events (organ, line, day);
create table duty_event_versions (
  event bigint not null references duty_events (id), version bigint not null, kind text not null, day bigint not null,
  words text not null, person bigint, person_name text not null, at text not null,
  why text not null, corrected_by text not null, corrected_at text not null, outcome text not null,
  primary key (event, version)
);

-- 暂无声明.
create table statements (
  id {ID}, organ bigint not null, line bigint not null, person bigint not null, person_name text not null,
  stated_day bigint not null, until_day bigint not null, words text not null, at text not null,
  ended_day bigint, ended_by text, ended_why text
);
create index statements_organ on statements (organ, id);
create index statements_line on statements (organ, line, id);

-- 公开主体: what a person decided that words mean (organ 0: nobody of this county), and the words that wait for that.
create table responsibles (
  catalog_organ bigint not null, words text not null, organ bigint not null, set_by text not null, set_at text not null,
  primary key (catalog_organ, words, organ)
);
create table unmatched (
  catalog_organ bigint not null, domain bigint not null, words text not null, because text not null,
  candidates text not null, lines text not null, items bigint not null, found_at text not null,
  primary key (catalog_organ, domain, words)
);

-- 统计: one row for an organ with all below it, by domain and, as domain 0, for all domains.
create table tallies (
  organ bigint not null, domain bigint not null, applicable bigint not null, on_time bigint not null, late bigint not null,
  stated_none bigint not null, not_due bigint not null, overdue bigint not null, unclear bigint not null,
  primary key (organ, domain)
);

-- Up to which day, and by which calendar, the states stored are true.
create table rolled (id {ID}, day bigint not null, stamp bigint not null);
