-- 承办人: who goes on with a draft that somebody else began; the author stays who he was.
alter table records add column holder bigint;
alter table records add column holder_name text not null default '';

-- 信息分类: topic and whom it serves; empty where nobody said.
alter table records add column topic text not null default '';
alter table records add column served text not null default '' check (served in ('', 'everybody', 'persons', 'organisations', 'organs'));

-- 保存的筛选: what a person looks for again and again in the list of records.
create table desk_views (
  person bigint not null references people (id), name text not null, filter text not null, kept_on text not null,
  primary key (person, name)
);
