# Every verb does its own set-up: scripts/set-up returns at once when there is nothing to do.
.DEFAULT_GOAL := help
.PHONY: help pdf epub all art check test corpus proof bench format clean
# Two verbs at a time would make .venv twice.
.NOTPARALLEL:

python := .venv/bin/python
# Homebrew keeps Java off the PATH and Pango off the loader's path, and macOS drops DYLD_ variables at /bin/sh,
# so that they must stand beside the command.
ifeq ($(shell uname),Darwin)
brew := $(shell brew --prefix)
export PATH := $(brew)/opt/openjdk/bin:$(PATH)
python := DYLD_FALLBACK_LIBRARY_PATH="$(brew)/lib" $(python)
endif

linernotes := $(python) -m linernotes

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

pdf: ## Every printed edition, into dist/
	@scripts/set-up
	@$(linernotes) build --format pdf

epub: ## Every e-book edition, into dist/
	@scripts/set-up
	@$(linernotes) build --format epub

all: pdf epub ## Both

art: ## Draw the pictures of the guide anew from scripts/draw
	@scripts/set-up
	@$(python) scripts/draw

check: ## Find faults in the manuscript, making nothing
	@scripts/set-up
	@$(linernotes) check

test: ## Lint, check types and run the tests
	@scripts/set-up test
	@$(python) -m ruff check --quiet
	@$(python) -m ruff format --check --quiet
	@$(python) -m mypy --no-error-summary
	@$(python) -m pytest -q

corpus: ## Draw N=1000 guides that use every form, build them and have them judged; SEED=… repeats a corpus
	@scripts/set-up test
	@CORPUS_SEED=$(SEED) $(python) -m tests.conformance.corpus $(or $(N),1000)

proof: all ## Draw every page and section as pictures, in colour, in grey and as copies, into dist/proof/; and those of the README
	@$(python) -m proofs

bench: ## Measure speed, memory and size; BENCH_SIZES=50,100 and BENCH_RUNS=5 restrict it
	@scripts/set-up bench
	@$(python) -m benchmarks

format: ## Put the code into its standard shape
	@scripts/set-up
	@$(python) -m ruff check --fix-only --quiet
	@$(python) -m ruff format --quiet

clean: ## Remove what was made, but not .venv
	@find dist -mindepth 1 ! -name .gitkeep -delete
	@find src tests benchmarks proofs scripts -name __pycache__ -prune -exec rm -rf {} +
	@rm -rf build .hypothesis .mypy_cache .pytest_cache .ruff_cache
