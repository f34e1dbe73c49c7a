//! What every room stands on: units of work, ledger, outbox, actor, directory, ports.
