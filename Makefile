# The two commands that everything hangs on: `make run` serves the product, `make test` proves it.
# Both build .venv from the pinned, hashed requirements; nothing is installed outside this folder.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Bytecode is kept whatever the shell says: without it every worker rewrites each test's assertions at every run.
TESTED := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python
SERVED := bot handlers policy_kb store

.DEFAULT_GOAL := help
.PHONY: help run ready test check lint types imports soak bench mutants kb tables score pins wheel clean

help:  ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.run  ## set up and serve everything that is configured
	@exec $(BIN)/python bot.py run

# Compiled beforehand, for a service that may write nothing beside the code would compile all of it at each start.
ready: $(VENV)/.run  ## set up for a service, to start it or after an update
	@$(BIN)/python -m compileall -q bot.py $(SERVED)

test: $(VENV)/.dev  ## set up and run the whole suite at everyday counts
	$(TESTED) -m pytest

check: lint types imports test  ## format, lint, types, import contracts, then the tests

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

soak: $(VENV)/.dev  ## the kill, interleaving and property tests at their full counts
	EZHEN_TEST_SOAK=1 $(TESTED) -m pytest -m soak

bench: $(VENV)/.dev  ## speed and size beside a bare echo, and what left its budget (an hour; LEGS="webhook startup" for some)
	$(BIN)/python -m benchmarks.bench $(LEGS)

mutants: $(VENV)/.dev $(VENV)/mutants  ## small changes to the guarded rooms, which tests must notice (an hour, or MINUTES=10)
	$(VENV)/mutants/bin/python -m benchmarks.mutants $(if $(MINUTES),--minutes $(MINUTES))

$(VENV)/mutants: benchmarks/mutants.txt
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

kb: $(VENV)/.dev  ## learn the samples again after they changed
	$(BIN)/python bot.py kb build policy_kb/data/anze
	$(BIN)/python -m policy_kb.dialogue.training

tables: $(VENV)/.dev  ## write down what makes a new database, and the words of acts, after a table or an act changed
	$(BIN)/python -m store.written_tables
	$(BIN)/python -m handlers.staff.desk.written_order_words

score: $(VENV)/.dev  ## measure the answers beside peers and write the figures into README.md
	$(BIN)/python -m benchmarks.publish

pins:  ## compile the pinned requirements again (needs uv)
	uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --extra postgres pyproject.toml -o requirements.txt
	uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --extra postgres --extra build --group dev pyproject.toml -o requirements-dev.txt

wheel: $(VENV)/.dev  ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:  ## remove what the commands above made (never ./var)
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Setting up $(VENV) from the pinned requirements (about a minute, once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Setting up $(VENV) with the test tools (about a minute, once) …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.run
