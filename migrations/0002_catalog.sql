-- Standard catalogs: one for each organ, tier and domain. last_serial is the highest code ever given, never given again.
create table catalogs (
  id {ID}, organ bigint not null references organs (id), tier text not null, domain text not null,
  last_number bigint not null, last_serial bigint not null, unique (organ, tier, domain)
);
create index catalogs_domain on catalogs (domain, id);

-- Editions: draft → reviewed → in force (immutable) → superseded; their periods do not overlap.
create table editions (
  id {ID}, catalog bigint not null references catalogs (id), number bigint not null,
  stage text not null check (stage in ('draft', 'reviewed', 'in_force', 'superseded')),
  parent bigint references editions (id), valid_from text, valid_to text,
  drafted_by bigint, drafted_name text not null, reviewed_by bigint, reviewed_name text not null,
  items bigint not null, applicable bigint not null, blocking bigint not null, warnings bigint not null, notes bigint not null,
  source_name text not null, source_blob text references blobs (hash), trust text, made_at text not null, version bigint not null,
  unique (catalog, number)
);
create unique index editions_in_force on editions (catalog) where stage = 'in_force';
create unique index editions_in_draft on editions (catalog) where stage in ('draft', 'reviewed');
create index editions_stage on editions (stage, catalog);
create index editions_parent on editions (parent);

-- An item through its editions: the line of a code.
create table item_lines (
  id {ID}, catalog bigint not null references catalogs (id), code text not null, unique (catalog, code)
);
create table items (
  id {ID}, edition bigint not null references editions (id), line bigint not null references item_lines (id),
  seq bigint not null, code text not null, domain text not null, level1 text not null, level2 text not null, name text not null,
  applies bigint not null, county bigint not null, township bigint not null, village bigint not null,
  body text not null, origin text not null, unique (edition, line)
);
create index items_order on items (edition, seq);
create index items_line on items (line, edition);

-- Why a finding is accepted; kept with the edition. item is its code, empty for the edition as a whole.
create table edition_explanations (
  edition bigint not null references editions (id), code text not null, item text not null, words text not null,
  said_by bigint, said_name text not null, said_at text not null, primary key (edition, code, item)
);

-- What was read from where: the same file of the same organ is read once.
create table imports (
  id text primary key, organ bigint not null references organs (id), tier text not null, blob text not null references blobs (hash),
  file_name text not null, pasted bigint not null, read_at text not null, read_by bigint, read_name text not null,
  items bigint not null, errors bigint not null, warnings bigint not null, notes bigint not null,
  diagnostics text not null, editions text not null, unique (organ, tier, blob)
);
create index imports_organ on imports (organ, id);
