-- Rules that hold by another law's word or a person's, so that another day may have another answer; and the clock of a 公示期.
alter table duty_rules add column dated bigint not null default 0;
alter table duty_rules add column posting bigint;

-- 指明的时限: which limit a person named where the catalog leaves it open. Never edited: a further one follows.
create table limit_namings (
  id {ID}, line bigint not null references item_lines (id), rule_no bigint not null, words text not null, phrase text not null,
  rule text not null, source text not null, from_day bigint not null, why text not null,
  person bigint not null, person_name text not null, at text not null
);
create index limit_namings_line on limit_namings (line, rule_no, id);
