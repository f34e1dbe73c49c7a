-- 订阅推送: which events of an organ's cases are sent to which address of which office system.
create table foi_hooks (
  id {ID}, organ bigint not null references organs (id), api_key bigint not null references foi_keys (id),
  url text not null, topics text not null, state text not null check (state in ('active', 'paused', 'dead')), why text,
  secret_sealed bytea not null, former_sealed bytea, former_until text,
  held_until text, lease_until text, turn_at text not null, made_on text not null, made_name text not null, version bigint not null
);
create index foi_hooks_organ on foi_hooks (organ, id);
create index foi_hooks_turn on foi_hooks (state, turn_at);

-- 推送记录: one event for one subscription; queued with the event, so that none is forgotten.
create table foi_deliveries (
  id {ID}, hook bigint not null references foi_hooks (id), seq bigint not null, event text not null,
  state text not null check (state in ('waiting', 'sent', 'dead')), tries bigint not null, due_at text not null,
  status bigint, why text, tried_at text, unique (hook, seq)
);
create index foi_deliveries_hook on foi_deliveries (hook, id);
create index foi_deliveries_state on foi_deliveries (hook, state, seq);
