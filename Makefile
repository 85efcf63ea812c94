# One word for each job. `make demo` and `make test` set everything up by themselves on a machine
# that has Python >= 3.11 and a package index; nothing else is assumed.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format docs picture golden coverage benchmark clean

help: ## Show what there is to do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(STAMP) ## Make the environment in .venv from the lock file

# uv where it is present (seconds); else pip from the exported lock, hashes checked either way.
$(STAMP): uv.lock requirements-dev.txt pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		uv sync --quiet --frozen --group dev --inexact; \
	else \
		$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên / Python >= 3.11 is needed") if sys.version_info < (3, 11) else None' && \
		$(PYTHON) -m venv .venv && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $(STAMP)

demo: $(STAMP) ## Judge the real Bắc Giang plan: scorecard, coherence, HTML page
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: $(STAMP) ## Run every test and the house rules
	$(BIN)/python -m pytest -q -n auto

check: $(STAMP) ## Lint, types, import directions, generated docs up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python docs/generate.py --check

format: $(STAMP) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP) ## Rewrite the reference pages that are made from code
	$(BIN)/python docs/generate.py

picture: $(STAMP) ## Take the README's picture of the scorecard again (needs Chromium)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/picture.sh

golden: $(STAMP) ## Rewrite the golden files; read the diff before you commit it
	THUOCDO_GOLDEN=write $(BIN)/python -m pytest -q tests/golden

coverage: $(STAMP) ## Coverage of the rooms that carry the numbers
	$(BIN)/python -m pytest -q -n auto --cov=thuocdo.quantities --cov=thuocdo.periods --cov=thuocdo.evaluate --cov-report=term-missing

benchmark: $(STAMP) ## Measure the scorecard on 10^6 made observations against its rivals
	$(BIN)/python benchmarks/scorecard.py --rows 1e6

clean: ## Remove everything that can be made again
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache demo
