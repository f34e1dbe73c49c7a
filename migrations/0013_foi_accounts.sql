-- 申请人账户: who signed on through a system that knows people; nobody needs one.
create table foi_accounts (
  id {ID}, subject_sealed bytea not null, subject_index text not null, name_sealed bytea, made_at text not null, seen_at text not null
);
create index foi_accounts_subject on foi_accounts (subject_index);

-- 账户登录会话: the hash of what the browser keeps.
create table foi_account_sessions (
  token text primary key, account bigint not null references foi_accounts (id), began_at text not null, ends_at text not null
);
create index foi_account_sessions_ends on foi_account_sessions (ends_at);
create index foi_account_sessions_account on foi_account_sessions (account, began_at);

-- 账户中的申请: handed in by somebody signed on, or put in by whoever held its query code.
create table foi_account_cases (
  account bigint not null references foi_accounts (id), matter bigint not null references foi_cases (id), linked_at text not null,
  primary key (account, matter)
);
