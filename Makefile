# City Showcase. Needs Python 3.11 or newer and make; `make help` lists what there is.
PORT ?= 8000
ARGS ?=
N ?= 10k
BIN := .venv/bin
PYTHON := $(BIN)/python
MANAGE := DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) manage.py
# A development environment holds everything a demo needs, so `make run` never installs a second one over it.
RUN_STAMP := $(if $(wildcard .venv/dev.stamp),.venv/dev.stamp,.venv/run.stamp)
# What a production server sets, and nothing that happens to be set here.
PRODUCTION := env -i PATH="$$PATH" BASE_URL=https://showcase.example ALLOWED_HOSTS=showcase.example \
	SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" CONTACT_EMAIL=contact@showcase.example

# Two processes, each with a database of its own; the long tests come first (tests/conftest.py).
BOTH_CORES := --numprocesses 2 --dist load --maxschedchunk 2

CLOCK := tests/webinars/test_clock_cases.py tests/webinars/test_reminding_workers.py

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres prove-races prove-revocation prove-authz prove-sameness prove-access prove-fuzz \
	prove-api prove-sameresults prove-follow prove-seats prove-reminders prove-clock prove-mail prove-uploads \
	prove-library bench bench-postgres check fmt lock messages

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1@\2/p' Makefile | while IFS=@ read -r name what; do printf '%-17s %s\n' "$$name" "$$what"; done

run: $(RUN_STAMP) ## Serve a demo with the reference catalogue on http://localhost:8000 (PORT=...)
	@$(PYTHON) tools/demo.py $(PORT)

test: .venv/dev.stamp ## Run the whole suite on SQLite (ARGS="-k health" runs a part)
	@$(PYTHON) tools/compile_translations.py
	@env -u DATABASE_URL $(PYTHON) -m pytest $(BOTH_CORES) $(ARGS)

test-postgres: .venv/dev.stamp ## Run the same suite on a private PostgreSQL
	@$(PYTHON) tools/compile_translations.py
	@$(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest $(BOTH_CORES) $(ARGS)

prove-races: .venv/dev.stamp ## Eight people deciding at once, fifty rounds, on both databases
	@mkdir -p var && rm -f var/races
	@env -u DATABASE_URL PROOF=var/races ROUNDS=50 $(PYTHON) -m pytest -q tests/showcase/test_races.py
	@PROOF=var/races ROUNDS=50 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/showcase/test_races.py
	@paste -sd';' var/races

prove-revocation: .venv/dev.stamp ## Two hundred rights taken away while something is open, on both databases
	@mkdir -p var && rm -f var/revocation
	@env -u DATABASE_URL PROOF=var/revocation REVOCATIONS=200 $(PYTHON) -m pytest -q tests/test_revocation.py
	@PROOF=var/revocation REVOCATIONS=200 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/test_revocation.py
	@paste -sd';' var/revocation

prove-authz: .venv/dev.stamp ## Everybody asks every address in every way, and forges every form, on both databases
	@mkdir -p var && rm -f var/authz
	@env -u DATABASE_URL PROOF=var/authz AUTHZ=full $(PYTHON) -m pytest -q tests/authz
	@PROOF=var/authz AUTHZ=full $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/authz
	@paste -sd';' var/authz

prove-sameness: .venv/dev.stamp ## Known addresses against unknown ones, and limits with fifty at once, on both databases
	@mkdir -p var && rm -f var/sameness
	@env -u DATABASE_URL PROOF=var/sameness TRIES=300 FORGED=1000 $(PYTHON) -m pytest -q tests/test_sameness.py tests/test_limits.py
	@PROOF=var/sameness TRIES=300 FORGED=1000 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/test_sameness.py tests/test_limits.py
	@paste -sd';' var/sameness

prove-access: .venv/dev.stamp ## Every page in every state and look: axe, keyboard, reflow, spacing, languages, weights (SQLite)
	@mkdir -p var && rm -f var/access var/access.faults
	@env -u DATABASE_URL PROOF=var/access REQUIRE_BROWSER=1 $(PYTHON) -m pytest -q tests/browser/test_accessible.py \
		tests/browser/test_tasks.py tests/browser/test_announced.py tests/browser/test_weight.py \
		tests/browser/every_page.py
	@paste -sd';' var/access

prove-fuzz: .venv/dev.stamp ## Ten thousand odd queries to each list, search and suggestion, on both databases
	@mkdir -p var && rm -f var/fuzz
	@env -u DATABASE_URL PROOF=var/fuzz STRINGS=10000 EXAMPLES=300 $(PYTHON) -m pytest -q tests/test_odd_queries.py tests/showcase/test_facets_property.py
	@PROOF=var/fuzz STRINGS=10000 EXAMPLES=300 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/test_odd_queries.py tests/showcase/test_facets_property.py
	@paste -sd';' var/fuzz

prove-api: .venv/dev.stamp ## Hundreds of questions drawn from the API's document to each address, on both databases
	@mkdir -p var && rm -f var/api
	@env -u DATABASE_URL PROOF=var/api QUESTIONS=300 $(PYTHON) -m pytest -q tests/test_api_document.py
	@PROOF=var/api QUESTIONS=300 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/test_api_document.py
	@paste -sd';' var/api

prove-sameresults: .venv/dev.stamp ## Five hundred filters through page, map, CSV, JSON, GeoJSON, Atom and API, on both databases
	@mkdir -p var && rm -f var/sameresults
	@env -u DATABASE_URL PROOF=var/sameresults FILTERS=500 $(PYTHON) -m pytest -q tests/test_same_results.py
	@PROOF=var/sameresults FILTERS=500 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/test_same_results.py
	@paste -sd';' var/sameresults

prove-follow: .venv/dev.stamp ## Two workers tell two hundred followers, one of them killed twenty times, on both databases
	@mkdir -p var && rm -f var/follow
	@env -u DATABASE_URL PROOF=var/follow FOLLOWERS=200 FOLLOW_ROUNDS=20 $(PYTHON) -m pytest -q tests/showcase/test_following_workers.py
	@PROOF=var/follow FOLLOWERS=200 FOLLOW_ROUNDS=20 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/showcase/test_following_workers.py
	@paste -sd';' var/follow

prove-seats: .venv/dev.stamp ## Two hundred times twenty people at the last seats of a session, on both databases
	@mkdir -p var && rm -f var/seats
	@env -u DATABASE_URL PROOF=var/seats SEAT_ROUNDS=200 $(PYTHON) -m pytest -q tests/webinars/test_seats.py
	@PROOF=var/seats SEAT_ROUNDS=200 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/webinars/test_seats.py
	@paste -sd';' var/seats

prove-reminders: .venv/dev.stamp ## Two workers remind the registered of sessions, one of them killed forty times, on both databases
	@mkdir -p var && rm -f var/reminders
	@env -u DATABASE_URL PROOF=var/reminders REMINDED=20 REMINDER_ROUNDS=20 $(PYTHON) -m pytest -q tests/webinars/test_reminding_workers.py
	@PROOF=var/reminders REMINDED=20 REMINDER_ROUNDS=20 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/webinars/test_reminding_workers.py
	@paste -sd';' var/reminders

prove-clock: .venv/dev.stamp ## Two years of wall times in eight zones, reminders by the minute and with workers killed, on both databases
	@mkdir -p var && rm -f var/clock
	@env -u DATABASE_URL PROOF=var/clock JUMPS=40 REMINDED=20 REMINDER_ROUNDS=20 $(PYTHON) -m pytest -q $(CLOCK)
	@PROOF=var/clock JUMPS=40 REMINDED=20 REMINDER_ROUNDS=20 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q $(CLOCK)
	@paste -sd';' var/clock

prove-mail: .venv/dev.stamp ## A mail server in six kinds of trouble for an hour each, on both databases
	@mkdir -p var && rm -f var/mail-drills
	@env -u DATABASE_URL PROOF=var/mail-drills PEOPLE=25 $(PYTHON) -m pytest -q tests/outbox/test_drills.py
	@PROOF=var/mail-drills PEOPLE=25 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/outbox/test_drills.py
	@paste -sd';' var/mail-drills

prove-uploads: .venv/dev.stamp ## Every document of the corpus: its verdict, the seconds and the memory; twenty at once; long texts
	@mkdir -p var && rm -f var/uploads
	@env -u DATABASE_URL PROOF=var/uploads $(PYTHON) -m pytest -q tests/files/test_corpus.py
	@paste -sd';' var/uploads

prove-library: .venv/dev.stamp ## The library with 5,000 reports and 200,000 pages of text beside the least SQL, on both databases
	@mkdir -p var && rm -f var/library
	@env -u DATABASE_URL PROOF=var/library REPORTS=5000 $(PYTHON) -m pytest -q tests/reports/test_size.py
	@PROOF=var/library REPORTS=5000 $(PYTHON) tools/with_postgres.py $(PYTHON) -m pytest -q tests/reports/test_size.py
	@paste -sd';' var/library

bench: .venv/dev.stamp ## Measure our pages beside a floor and a naive program (N=1k, 10k, 100k, 1M), on SQLite
	@$(PYTHON) tools/compile_translations.py
	@env -u DATABASE_URL $(PYTHON) -m benchmarks $(N)

bench-postgres: .venv/dev.stamp ## The same on a private PostgreSQL
	@$(PYTHON) tools/compile_translations.py
	@$(PYTHON) tools/with_postgres.py $(PYTHON) -m benchmarks $(N)

check: .venv/dev.stamp ## Everything a change must pass besides the tests
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check --diff .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	@$(PYTHON) tools/check_locks.py
	@$(PYTHON) tools/check_doors.py
	@$(PYTHON) tools/check_translations.py
	@$(BIN)/lint-imports --no-cache
	@$(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

fmt: .venv/dev.stamp ## Put code and templates into the house's form
	@$(PYTHON) -m ruff check --quiet --fix-only .
	@$(PYTHON) -m ruff format .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

lock: .venv/dev.stamp ## Write the lock files anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header $(if $(UPGRADE),--upgrade) \
		pyproject.toml --output-file requirements.lock
	@$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --no-header $(if $(UPGRADE),--upgrade) \
		--group dev --group browser pyproject.toml --output-file requirements-dev.lock
	@$(PYTHON) tools/check_locks.py

messages: .venv/dev.stamp ## Collect new texts into locale/*.po (needs GNU gettext)
	@command -v xgettext >/dev/null || { echo "Collecting texts needs GNU gettext: install the package gettext." >&2; exit 1; }
	@$(MANAGE) makemessages --locale es --locale fr --locale de --no-wrap --no-location --ignore .venv --ignore var --ignore tests

.venv/run.stamp: requirements.lock
	@tools/install.sh $< $@

.venv/dev.stamp: requirements-dev.lock
	@tools/install.sh $< $@
