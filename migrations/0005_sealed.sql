-- Which keys sealed something here: their names, never the keys.
create table sealing_keys (
  id text primary key,
  algorithm text not null check (algorithm in ('aes-256-gcm', 'sm4-gcm', 'hmac-sha-256', 'hmac-sm3')),
  first_used_at text not null, retired_at text
);

-- Sealed files, in pieces; known by a keyed hash of their bytes. The key of a file is sealed with the key ring's.
create table sealed_files (
  id text primary key, address text not null unique, size bigint not null, key_sealed bytea not null, kept_at text not null
);
create table sealed_pieces (
  file text not null references sealed_files (id), seq bigint not null, bytes bytea not null, primary key (file, seq)
);
