-- 收件识读: what was read in the file a record began with; the file itself is kept under its hash, byte for byte.
create table record_readings (
  record bigint primary key references records (id), hash text not null references blobs (hash), name text not null,
  reading text not null,
  -- 文本特征: empty for a text too short to be told apart
  likeness text not null, made_on text not null
);
create index record_readings_hash on record_readings (hash);

-- 近似索引: texts that are nearly the same have a band in common.
create table record_bands (band text not null, record bigint not null references records (id), primary key (band, record));
create index attachments_hash on attachments (hash);
create index records_organ_docnum on records (organ, docnum) where docnum <> '';
