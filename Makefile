# Everything a newcomer needs, from nothing but make and a Python 3.11 to 3.13 with venv.
# PYTHON= chooses the interpreter, PORT= the port of the page.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run setup test faults check lock

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header pyproject.toml
export PYTHON

help:
	@echo 'make run    try the coach in the browser, on http://127.0.0.1:8080 (PORT= changes it)'
	@echo 'make test   run all tests'
	@echo 'make faults send reminders through every fault, on both databases (a quarter of an hour)'
	@echo 'make check  run the linters, the type checker and the import rules'
	@echo 'make setup  install what running needs into .venv (PYTHON= chooses the interpreter)'
	@echo 'make lock   lock the dependencies anew after a change in pyproject.toml'

run: setup
	@$(if $(PORT),HTTP_PORT='$(PORT)' )exec $(BIN)/steadyhand phone

setup:
	@sh deploy/setup.sh runtime

# The browser tests are a pytest run of their own: Playwright's sync API keeps an event loop
# running, which disturbs asynchronous tests after it. Both runs are made, whatever the first says.
test:
	@sh deploy/setup.sh dev
	@status=0; \
	$(BIN)/python -m pytest tests/browser || status=$$?; \
	$(BIN)/python -m pytest -n 2 || status=$$?; \
	exit $$status

faults:
	@sh deploy/setup.sh dev
	@$(BIN)/python -m tests.faults

check:
	@sh deploy/setup.sh dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports
	@$(BIN)/deptry bot

lock:
	@sh deploy/setup.sh dev
	@$(LOCK) --extra build --output-file requirements.lock
	@$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
