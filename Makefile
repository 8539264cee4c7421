# The two commands: `make digest` (set-up and the main job on the seeds) and `make test` (set-up and all tests).
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
KERNELS := toolkit/native/build.py $(shell find toolkit -name '*.c')

.PHONY: digest test lint check train bench clean

digest: $(INSTALLED)
	$(BIN)/kechuang digest --output out --force

test: $(DEV)
	$(BIN)/python -m pytest -n 2 --dist loadgroup
	$(BIN)/python -m pytest --nbmake notebooks -p no:randomly -W default

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet toolkit tests
	$(BIN)/mypy
	! command -v cc >/dev/null || cc -std=c11 -fsyntax-only -Wall -Wextra -Werror $(filter %.c,$(KERNELS))
	$(BIN)/kechuang themes --check
	$(BIN)/nbstripout --verify notebooks/*.ipynb

check: lint test

train: $(INSTALLED)
	$(BIN)/kechuang train --output models/themes.model --force

bench: $(DEV)
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/quality.py
	$(BIN)/python tests/benchmarks/startup.py
	$(BIN)/python tests/benchmarks/peers_speed.py
	$(BIN)/python tests/benchmarks/corpus.py --sizes 1000 --ratio 1000
	$(BIN)/python tests/benchmarks/kill_and_resume.py
	$(BIN)/python tests/benchmarks/query.py
	$(BIN)/python tests/benchmarks/engines.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml $(KERNELS) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[office,tables]'
	touch $@

$(DEV): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[office,tables,reports,cluster,dev,notebooks,bench]'
	touch $@

clean:
	rm -rf $(VENV) out
