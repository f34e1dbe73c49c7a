-- 机关自定期限: what the law leaves open, as an organ fixed it for itself and those below, from a day on; no value: no longer its own.
-- A day fixed anew takes the place of what was to hold from that day; the ledger keeps the former.
create table foi_limits (
  organ bigint not null references organs (id),
  setting text not null check (setting in ('reply', 'extension', 'correction_notice', 'third_party', 'joint_maker', 'fee', 'correction', 'other_organ', 'own_records', 'anew', 'amber', 'red', 'in_month', 'in_year')),
  valid_from text not null, value bigint, basis text not null, note text not null,
  set_at text not null, set_by bigint not null, set_name text not null, primary key (organ, setting, valid_from)
);

-- 案例: the library of an answer's kind, the newest first.
create index foi_explained_decision on foi_explained (decision, id);
