# gongkai: each line is one command; the logic is in scripts/ and in house/xtask. `make` alone prints this list.

.DEFAULT_GOAL := help
CARGO ?= cargo
R ?= catalog
T ?= limit_phrase
S ?= 60

.PHONY: help demo run test gate rules room sql flows e2e tidy docs deny bench fuzz golden mutants postgres

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: ## build, load the demonstration and serve it (prints the address and the accounts)
	@scripts/prepare build fonts
	$(CARGO) run --release --locked --bin gongkai -- demo $(ARGS)

run: ## the same from a quick build, for people who work on it (ARGS="--today 2026-11-24")
	@scripts/prepare build fonts
	$(CARGO) run --locked --bin gongkai -- demo $(ARGS)

test: ## everything a change must pass; installs what is missing and says so
	@scripts/test

gate: ## make test, then licences, generated documents and the release binary
	@scripts/gate

rules: ## the law alone, in seconds
	$(CARGO) test -p gk-rules -p gk-standards --lib $(ARGS)

room: ## one room: check, clippy, test (make room R=catalog)
	@scripts/room $(R)

sql: ## every statement of every room on both engines
	@scripts/postgres run $(CARGO) test -p gk-flows --test it -- every_statement

flows: ## journeys through the whole system on both engines (ARGS=catalog_import for one)
	@scripts/postgres run scripts/suite -p gk-flows $(ARGS)

e2e: ## the browser tests, in Debian's Chromium
	@scripts/browser

tidy: ## arrows, sizes, words, links, generated files
	$(CARGO) run --quiet --locked -p xtask -- tidy

docs: ## write the generated documents anew: law index, routes, events
	$(CARGO) run --quiet --locked -p xtask -- docs

deny: ## licences and advisories of what we depend on (installs cargo-deny, some minutes, the first time)
	@scripts/deny

bench: ## the benchmarks behind docs/benchmarks.md
	@scripts/bench $(ARGS)

fuzz: ## feed a reader for S seconds (make fuzz T=limit_phrase S=60)
	@fuzz/run $(T) $(S)

golden: ## write the golden files anew; then look at the diff
	$(CARGO) run --quiet --locked -p xtask -- golden
	git --no-pager diff --stat

mutants: ## weekly: does a test fail when a rule is broken? (installs cargo-mutants the first time)
	@command -v cargo-mutants >/dev/null || { echo "installing cargo-mutants"; $(CARGO) install --locked cargo-mutants; }
	$(CARGO) mutants --package gk-rules $(ARGS)

postgres: ## a private PostgreSQL for tests in the foreground; Ctrl-C ends it
	@scripts/postgres serve
