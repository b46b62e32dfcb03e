# Alongside. `make` alone lists what there is to do.

# Which Python to build the environment with, 3.11 or newer; found by itself when left out.
PYTHON ?=
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
# Requests at once in each worker: fewer than the connections it may hold to the database.
THREADS ?= 4
# More for pytest, for instance ARGS="-k seats -x"
ARGS ?=
# More for the resolver, for instance LOCK="--upgrade"
LOCK ?=

export HOST PORT WORKERS THREADS

# Relative paths and `python -m` throughout: the folder may have spaces in its name, and may be moved.
IN_VENV := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run serve test test-browser test-slow fuzz screenshots lint format words docs bench lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## the environment in .venv, and nothing else
	@$(make_venv); $(call install,run)

setup-dev: setup
	@$(call install,dev)

run: setup ## try it: keys, database, made-up people, and the service on http://127.0.0.1:$PORT (8000)
	@exec $(IN_VENV) -m api.cli.local

serve: setup ## the production server (HOST, PORT, WORKERS, THREADS); refuses without keys or on an old schema
	@$(IN_VENV) -m flask --app wsgi check
	@exec $(IN_VENV) -m granian --interface wsgi --host "$$HOST" --port "$$PORT" --workers "$$WORKERS" \
		--blocking-threads "$$THREADS" --no-access-log wsgi:app

test: setup-dev ## the tests but for those below, style, types and import contracts among them (ARGS= goes to pytest)
	@$(IN_VENV) -m pytest -n auto --dist worksteal $(ARGS)

test-browser: setup-dev ## the pages in Chromium: each audience's story, axe, sizes, keyboard
	@$(IN_VENV) -m pytest -n auto --dist worksteal -m "browser and not slow" $(ARGS)

test-slow: setup-dev ## the longer forms: fifty rounds of races, walks over every route on PostgreSQL too
	@$(IN_VENV) -m pytest -n auto --dist worksteal -m slow $(ARGS)

fuzz: setup-dev ## thousands of made-up requests to the running service, on both databases, for many minutes
	@$(IN_VENV) -m pytest -n auto --dist worksteal -m fuzz $(ARGS)

screenshots: setup-dev ## pictures of the pages, phone and desktop, in screenshots/
	@ALONGSIDE_REQUIRE_CHROMIUM=1 ALONGSIDE_SCREENSHOTS=screenshots \
		$(IN_VENV) -m pytest -n auto --dist worksteal -m screenshots $(ARGS)
	@echo "The pictures are in $$PWD/screenshots"

lint: setup-dev ## style and types alone
	@$(IN_VENV) -m ruff check . && $(IN_VENV) -m ruff format --check . && $(IN_VENV) -m mypy

format: setup-dev ## rewrite the code in the agreed style
	@$(IN_VENV) -m ruff check --fix-only . && $(IN_VENV) -m ruff format .

words: setup ## bring the pages' catalogues of other languages up to date with their texts
	@$(IN_VENV) -c 'from api.pages.catalogues import update; print(*update(), sep="\n")'

docs: setup ## print the pages of docs/ that come from the code
	@$(IN_VENV) -c 'from api.cli.docs import write; write()'

bench: setup-dev ## everything that is measured, each beside a named baseline, as one table of ratios (some minutes)
	@$(IN_VENV) -m benchmarks

lock: ## pin requirements/ anew from pyproject.toml (LOCK=--upgrade for newer releases)
	@if command -v uv >/dev/null 2>&1; then uv=uv; \
	elif command -v uvx >/dev/null 2>&1; then uv='uvx uv'; \
	else echo "make lock needs uv: python3 -m pip install uv" >&2; exit 1; fi; \
	compile() { $$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header $(LOCK) "$$@" pyproject.toml >/dev/null; }; \
	compile -o requirements/run.txt && \
	compile -o requirements/dev.txt --extra dev -c requirements/run.txt

# --- the environment -------------------------------------------------------------------------------------------------

# Sets $found to a Python of 3.11 or newer that can make environments. One named with PYTHON= is the only one tried.
define find_python
found=; lame=; \
for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11); do \
	"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	if "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then found=$$candidate; break; fi; \
	lame=$$candidate; \
done; \
if [ -z "$$found" ] && [ -n "$$lame" ]; then \
	echo "$$lame cannot make environments: install its venv module (python3-venv on Debian and Ubuntu)." >&2; exit 1; \
elif [ -z "$$found" ]; then \
	echo "Python 3.11 or newer is needed: $(if $(PYTHON),$(PYTHON) is none.,none found as python3 or python3.14 to python3.11.)" >&2; \
	echo "Install one, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1; \
fi
endef

# Keeps an environment that was finished once, still runs, and is of the version asked for; else makes it anew.
define make_venv
set -eu; series() { "$$1" -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null || echo "none in $$1"; }; \
if ! [ -f .venv/run.installed ] || ! $(IN_VENV) -c '' 2>/dev/null || \
	{ [ -n "$(PYTHON)" ] && [ "$$(series "$(PYTHON)")" != "$$(series $(IN_VENV))" ]; }; then \
	$(find_python); \
	echo "Making .venv with $$("$$found" --version)"; \
	"$$found" -m venv --clear .venv; \
fi
endef

# Installs requirements/$(1).txt unless the last complete installation was of these very bytes.
define install
set -eu; wanted=$$(cat requirements/run.txt requirements/$(1).txt | cksum); mark=.venv/$(1).installed; \
if [ "$$(cat "$$mark" 2>/dev/null || :)" != "$$wanted" ]; then \
	echo "Installing requirements/$(1).txt"; \
	$(IN_VENV) -m pip install -q --no-input --disable-pip-version-check --require-hashes -r requirements/$(1).txt; \
	echo "$$wanted" >"$$mark"; \
fi
endef
