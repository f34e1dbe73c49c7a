//! An office in memory for tests: fake clock, builders, both engines.
