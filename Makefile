# Two commands do all the set-up: `make demo` and `make test`. See README.md for Windows without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test check bench soak lock

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/tacha demo demo_site

test: setup
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: setup
	$(BIN)/python -m soak.kill_nine
	$(BIN)/python -m soak.power_cuts
	$(BIN)/python -m soak.many_writers
	$(BIN)/python -m soak.broken_inputs
	$(BIN)/python -m soak.plans 1000

bench: setup
	$(BIN)/python -m benchmarks

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra dev --output-file requirements.lock pyproject.toml lock-extra.in
