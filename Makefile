# Each target has a form without make: see CONTRIBUTING.md, "Without make".
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.kg-installed

.PHONY: run test check docs bench lint types unit browser wheel eval clean help

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): setup.cfg pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV), a few minutes ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,docs]'
	@touch $@

run: $(STAMP) ## Build the graph from sources/ and leave the page and the files in exports/
	$(BIN)/python -m kg build sources --out exports --view
	@echo "Open exports/graph.html, or ask: $(BIN)/kg query --name ledger -p company Xiaomi"

test: $(STAMP) chromium ## Run everything that CI runs
	$(MAKE) lint types
	$(BIN)/python -m pytest
	$(MAKE) wheel

check: $(STAMP) ## The everyday part of the tests
	$(MAKE) lint
	$(BIN)/python -m pytest -m "not slow and not browser"

lint: $(STAMP) ## Style
	$(BIN)/python -m ruff check kg tests benchmarks docs
	$(BIN)/python -m ruff format --check kg tests benchmarks docs

types: $(STAMP) ## Types
	$(BIN)/python -m mypy

wheel: $(STAMP) ## Build the wheel and use it in an empty environment
	$(BIN)/python tests/wheel_smoke.py

docs: $(STAMP) ## Write the documentation site to site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet
	@echo "Open site/index.html"

bench: $(STAMP) ## Measure speed; prints ratios and rates
	$(BIN)/python -m benchmarks

eval: $(STAMP) ## Score the extractor on articles written for it, and on ../shared/gold where that is
	$(BIN)/python -m kg eval tests/gold/blind-claims.jsonl --articles tests/gold/blind.jsonl
	@test ! -e ../shared/gold/claims.jsonl || $(BIN)/python -m kg eval ../shared/gold/claims.jsonl

.PHONY: chromium
chromium: ## Install Chromium for the page tests, where apt can
	@sh tests/install_chromium.sh

clean: ## Remove the environment and what was built
	rm -rf $(VENV) site build dist *.egg-info exports/graph.* exports/store exports/report.json
