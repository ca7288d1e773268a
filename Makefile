# Every target works on a fresh clone with Python 3.11+ and make: it sets up what it needs first, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
SPEECH := $(VENV)/.voice-installed
DEV := $(VENV)/.dev-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run talk test lint types format lock bench record doctor clean

help:  ## Show what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  \1\t/' | expand -t 12

# Speech on this machine is 175 MB of packages more; VOICE=0 does without, and the sandbox then reads captions only.
ifneq ($(VOICE),0)
WITH_SPEECH := $(SPEECH)
endif

run: $(RUNTIME) $(WITH_SPEECH)  ## Start Lexi with the sandbox, and print the address to open (VOICE=0: without speech)
	@$(BIN)/receptionist run

talk: $(RUNTIME)  ## Talk to the running Lexi in the terminal
	@$(BIN)/receptionist talk

# Most tests wait for each other's sockets more than they compute, so four at a time suit two cores.
test: $(DEV)  ## Run all tests, side by side
	@$(BIN)/python -m pytest -n 4 --dist loadfile

lint: $(DEV)  ## Check style and known traps
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(DEV)  ## Check types
	@$(BIN)/mypy

format: $(DEV)  ## Rewrite the code in the house style
	@$(BIN)/ruff check --fix-only . && $(BIN)/ruff format .

bench: $(DEV)  ## Measure, and print ratios against plain baselines
	@$(BIN)/python -m benchmarks

record: $(DEV)  ## Record the client's cassettes again, from the sandbox (docs/testing.md)
	@$(BIN)/python -m tests.contract.record

doctor: $(RUNTIME)  ## Check settings and services, and say what to do about what fails
	@$(BIN)/receptionist doctor

lock: $(DEV)  ## Pin the newest allowed dependencies (needs a package index)
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-header \
	    --python-version 3.11 --quiet --upgrade --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra build --extra voice --extra webrtc --universal --generate-hashes \
	    --no-header --python-version 3.11 --quiet --upgrade --constraints requirements.lock \
	    --output-file requirements-voice.lock
	@$(BIN)/uv pip compile pyproject.toml --extra build --extra voice --extra webrtc --extra dev --universal \
	    --generate-hashes --no-header --python-version 3.11 --quiet --upgrade --constraints requirements-voice.lock \
	    --output-file requirements-dev.lock

clean:  ## Remove the virtual environment and local data
	@rm -rf $(VENV) data

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Lexi needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up (once; about a minute)..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(SPEECH): requirements-voice.lock $(RUNTIME)
	@echo "Setting up speech (once; 175 MB)..."
	@$(PIP) install --require-hashes -r requirements-voice.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Setting up the developer tools (once)..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
