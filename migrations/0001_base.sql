-- The ledger: one chain, written at the end of every unit of work.
create table ledger_head (id {ID}, seq bigint not null, hash text not null);
insert into ledger_head (id, seq, hash) values (1, 0, '');
create table ledger (
  seq {ID}, at text not null, person bigint, who text not null, post bigint, organ bigint,
  event text not null, subject text not null, body text not null, prev text not null, hash text not null
);
create index ledger_subject on ledger (subject, seq);
create index ledger_organ on ledger (organ, seq);
create index ledger_event on ledger (event, seq);

-- The outbox.
create table jobs (
  id text primary key, kind text not null, body text not null, dedup text, run_at text not null,
  state text not null check (state in ('waiting', 'running', 'dead')),
  attempts bigint not null, lease_until text, problem text
);
create unique index jobs_dedup on jobs (dedup);
create index jobs_ready on jobs (state, run_at, id);

-- Files, byte for byte.
create table blobs (hash text primary key, size bigint not null, bytes bytea not null);

-- Dated settings: what the law leaves open, with its source.
create table settings (
  key text not null, valid_from text not null, value text not null, source text not null,
  set_by bigint, set_at text not null, primary key (key, valid_from)
);

-- The State Council's yearly notices, as data.
create table calendar_years (year bigint primary key, source text not null, set_at text not null);
create table calendar_days (
  day text primary key, year bigint not null references calendar_years (year),
  kind text not null check (kind in ('holiday', 'makeup_workday')), name text not null
);
create index calendar_days_year on calendar_days (year, day);
create table counters (name text primary key, last bigint not null);
create table stamps (name text primary key, stamp bigint not null);
insert into stamps (name, stamp) values ('calendar', 1), ('visibility', 1);

-- Organs: ids are dense and in tree order, so that a subtree is a range [id, last].
create table organs (
  id {ID}, last bigint not null, code text not null unique, name text not null, short_name text not null,
  aliases text not null, kind text not null, level text not null, region text not null,
  parent bigint references organs (id), path text not null, line bigint references organs (id),
  fictional bigint not null, active bigint not null, version bigint not null
);
create index organs_parent on organs (parent, id);
create index organs_region on organs (region);

-- People hold posts; duties belong to posts.
create table people (
  id {ID}, account text not null unique, name text not null, password text not null,
  active bigint not null, version bigint not null, failed bigint not null, locked_until text
);
create table posts (
  id {ID}, organ bigint not null references organs (id), role text not null, title text not null,
  person bigint references people (id), version bigint not null
);
create index posts_person on posts (person);
create index posts_organ on posts (organ, id);
create table sessions (
  token text primary key, person bigint not null references people (id), post bigint not null references posts (id),
  began_at text not null, ends_at text not null
);
create index sessions_ends on sessions (ends_at);
