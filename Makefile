# Two doors: `make demo` shows the main job, `make test` runs everything that CI runs.
# Both set up a virtual environment with exact versions (constraints.txt) by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.dev
SOURCES := $(shell find src models corpora -type f 2>/dev/null) pyproject.toml

.PHONY: demo test lint types unit wheel lowest clean

demo: $(STAMP)
	$(BIN)/otklik demo

test: lint types unit wheel lowest

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

# What is covered counts over both parts: the slow tests alone try training, estimates and agreement.
unit: $(DEV)
	$(BIN)/python -m pytest -n 2 -m "not slow" --cov --cov-report=
	$(BIN)/python -m pytest -n 2 -m slow --cov --cov-append --cov-report=term-missing:skip-covered --cov-fail-under=90

# The built wheel by itself, in an empty environment.
wheel: $(DEV)
	$(BIN)/python scripts/check_wheel.py

# The lowest versions that pyproject.toml promises, on the tests that take seconds.
lowest: $(DEV)
	$(BIN)/python scripts/check_lowest.py

clean:
	rm -rf $(VENV) dist build otklik-demo
