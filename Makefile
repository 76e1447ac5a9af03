# Every target sets up what it needs first: scripts/set-up returns at once if nothing has changed.
.DEFAULT_GOAL := help
.PHONY: help pdf epub all manual art check preview quick test pythons corpus fuzz mutants proof bench audit sbom format clean
# Two targets at a time would make .venv twice.
.NOTPARALLEL:

python := .venv/bin/python
# Homebrew puts neither Java on the PATH nor Pango on the loader's path. macOS removes DYLD_ variables in /bin/sh,
# so the variable is set in the command itself.
ifeq ($(shell uname),Darwin)
brew := $(shell brew --prefix)
export PATH := $(brew)/opt/openjdk/bin:$(PATH)
python := DYLD_FALLBACK_LIBRARY_PATH="$(brew)/lib" $(python)
endif

# -P: a file of that folder, such as socket.py, is never imported in place of the library of that name
linernotes := $(python) -P -m linernotes
lint := $(python) -m ruff check --quiet && $(python) -m ruff format --check --quiet && $(python) -m mypy --no-error-summary

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

pdf: ## Every printed edition, into dist/
	@scripts/set-up
	@$(linernotes) build --format pdf

epub: ## Every e-book edition, into dist/
	@scripts/set-up
	@$(linernotes) build --format epub

all: pdf epub ## Both

manual: ## The manual as a PDF and an e-book, into dist/
	@scripts/set-up
	@$(linernotes) build --project docs/manual --to dist

art: ## Redraw the pictures of the guide with scripts/draw
	@scripts/set-up
	@$(python) scripts/draw

check: ## Check the manuscript without building anything
	@scripts/set-up
	@$(linernotes) check

preview: ## Show the pages and the e-book in your browser while you write; Ctrl-C ends it
	@scripts/set-up
	@$(linernotes) preview --open

quick: ## Lint, check types and run the fast tests
	@scripts/set-up
	@$(lint)
	@$(python) -m pytest -q -m "not slow"

test: ## Everything that a change must pass: lint, types, all tests, and the branch coverage of the fast ones
	@scripts/set-up test
	@$(lint)
	@rm -rf build/coverage
	@$(python) -m coverage run -m pytest -q -m "not slow and not hypothesis"
	@$(python) -m coverage combine --quiet
	@printf 'Branch coverage of the fast tests, in percent: '
	@$(python) -m coverage report --format=total
	@$(python) -m pytest -q -m "slow or hypothesis"

pythons: ## Run the fast tests on every installed Python from 3.11 to 3.14
	@scripts/set-up
	@scripts/pythons

corpus: ## Generate and build N=1000 guides that use every form, and validate them; SEED=… repeats a corpus
	@scripts/set-up test
	@CORPUS_SEED=$(SEED) $(python) -m tests.conformance.corpus $(or $(N),1000)

fuzz: ## Read N=50 times as many random inputs as the tests do, then fuzz each target for SECONDS=300 with atheris
	@scripts/set-up test
	@$(python) -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r requirements-fuzz.lock || true
	@FUZZ=$(or $(N),50) $(python) -m pytest -q tests/properties
	@$(python) -m tests.properties.fuzz $(or $(SECONDS),300)

mutants: ## Change N=80 places of each of leaks/, editing/ and checks/, and list the changes that no test notices; SEED=… draws others
	@scripts/set-up
	@$(python) -m tests.mutants $(or $(N),80) $(SEED)

audit: ## Check the libraries for known vulnerabilities (pip-audit) and list licences that do not fit
	@scripts/set-up
	@$(python) -m release audit

sbom: ## Write the bill of materials of the release (CycloneDX) into build/
	@scripts/set-up
	@$(python) -m release sbom

proof: all ## Render every page in colour, in grey and as a photocopy, into dist/proof/, and the pictures of the README
	@$(python) -m proofs

bench: ## Measure speed, memory and file size; BENCH_SIZES=100 and BENCH_RUNS=1 shorten it
	@scripts/set-up bench
	@$(python) -m benchmarks
	@$(python) -m benchmarks.preview

format: ## Format the code
	@scripts/set-up
	@$(python) -m ruff check --fix-only --quiet
	@$(python) -m ruff format --quiet

clean: ## Remove everything that was generated, except .venv
	@find dist -mindepth 1 ! -name .gitkeep -delete
	@find src tests benchmarks proofs scripts -name __pycache__ -prune -exec rm -rf {} +
	@rm -rf build .hypothesis .mypy_cache .pytest_cache .ruff_cache
