# make report       build the example report into site/ and say where to open it
# make test         set up what the tests need, a browser included where the system allows, and run them
# make check        format, lint, types, layers, shape and docs, without the other tests
# make format       put the code in its format, and mend what ruff can mend
# make docs         write the generated parts of docs/ again
# make bench        run the benchmarks, which print ratios
# make soak         end 150 real builds at random moments, audit 500 surveys: a quarter of an hour
# make licences     refuse a licence, of what is shipped, that is not among those allowed
# make sbom         write the bill of materials of what is shipped: dist/sbom.cdx.json (CycloneDX)
# make audit        ask whether anything shipped is known to be vulnerable, and count what was asked
# make test-lowest  run the tests on the oldest dependencies allowed (needs uv)
# make lock         choose the locked versions again (needs uv)
# make clean        remove what was built, the environment included
#
# Needed: Python 3.11 or later with venv, git and make. PYTHON=… chooses the interpreter.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
unexport PYTHONHOME PYTHONPATH

EXAMPLE := examples/meridian
EXPORT := $(EXAMPLE)/qualtrics_en.csv
OPTIONS := --settings $(EXAMPLE)/settings.yml --headcount $(EXAMPLE)/headcount.csv
OUTPUT := site
WORKERS := 2

VENV := .venv
LOWEST := .venv-lowest
SHIPPED := .venv-shipped
SUPPLY := .venv-supply
BIN_OF = $(1)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := $(call BIN_OF,$(VENV))
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV ?= $(firstword $(wildcard $(BIN)/uv) uv)

# The first interpreter that will do, by its real path: a version manager's stand-in may answer
# differently in another folder.
SUITS := import ensurepip, sys, venv; sys.version_info >= (3, 11) and print(sys.executable)
PYTHON ?= $(shell for name in python3 python3.15 python3.14 python3.13 python3.12 python3.11 python; \
	do found=$$($$name -c '$(SUITS)' 2>/dev/null) && [ -n "$$found" ] && echo "$$found" && break; done)

.PHONY: help report test soak licences sbom audit test-lowest check format docs bench lock clean browser

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

report: $(VENV)/run.stamp
	$(BIN)/build-report $(EXPORT) $(OPTIONS) --output $(OUTPUT)
	@echo "Open $(CURDIR)/$(OUTPUT)/index.html in a browser."

test: $(VENV)/test.stamp browser
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term

soak: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q -s tests/soak/soak_publishing.py tests/soak/soak_confidentiality.py

# What is shipped, extras included, in one environment; what looks at it in another.
licences: $(SHIPPED)/stamp $(SUPPLY)/stamp
	$(call BIN_OF,$(SUPPLY))/pip-licenses --python $(call BIN_OF,$(SHIPPED))/python --format plain

sbom: $(SHIPPED)/stamp $(SUPPLY)/stamp
	@mkdir -p dist
	$(call BIN_OF,$(SUPPLY))/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
		--output-file dist/sbom.cdx.json $(call BIN_OF,$(SHIPPED))/python

audit: $(SUPPLY)/stamp
	@$(call BIN_OF,$(SUPPLY))/pip-audit --requirement requirements/shipped.lock --require-hashes \
		--disable-pip --progress-spinner off --format json 2>$(SUPPLY)/audit.log \
		| $(call BIN_OF,$(SUPPLY))/python requirements/audited.py requirements/shipped.lock

$(SHIPPED)/stamp $(SUPPLY)/stamp: .venv-%/stamp: requirements/%.lock
	$(PYTHON) -m venv --clear .venv-$*
	$(call BIN_OF,.venv-$*)/python -m pip --disable-pip-version-check install -qq --require-hashes --requirement $<
	@touch $@

test-lowest:
	$(UV) venv --quiet --clear --python "$(PYTHON)" $(LOWEST)
	$(UV) pip install --quiet --python $(LOWEST) --resolution lowest-direct --editable . --group test --group build
	$(call BIN_OF,$(LOWEST))/python -m pytest -n $(WORKERS)

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/test_shape.py tests/test_docs.py

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

docs: $(VENV)/test.stamp
	$(BIN)/python docs/generate.py

bench: $(VENV)/test.stamp
	@set -e; for script in bench/bench_*.py; do echo "== $$script"; $(BIN)/python $$script; done

# Locks of the same versions: what a report needs, what working on the project needs, and all that is
# shipped, extras included; and what looks at that.
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
lock:
	$(COMPILE) pyproject.toml --group build --output-file requirements/run.lock
	$(COMPILE) pyproject.toml --group build --group test --group types --group docs \
		--constraint requirements/run.lock --output-file requirements/test.lock
	$(COMPILE) pyproject.toml --all-extras --constraint requirements/test.lock \
		--output-file requirements/shipped.lock
	$(COMPILE) --group pyproject.toml:supply --output-file requirements/supply.lock

clean:
	rm -rf $(VENV) $(LOWEST) $(SHIPPED) $(SUPPLY) site site-live dist build .*_cache .hypothesis .coverage .coverage.* htmlcov
	find survey report_builder site_templates tests -name __pycache__ -type d -exec rm -rf {} +

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or later with venv is needed: make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) install -qq --require-hashes --requirement requirements/run.lock
	$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.lock $(VENV)/run.stamp
	$(PIP) install -qq --require-hashes --requirement requirements/test.lock
	@touch $@

browser:
	@bash .ci/browser
