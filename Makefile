# Meeting reports to data. `make help` lists the commands; each works from any folder with `make -C` or `make -f`.

ROOT := $(dir $(lastword $(MAKEFILE_LIST)))
PYTHON ?= python3
RAW ?= $(ROOT)raw
OUTPUT ?= $(ROOT)output
MINUTES ?= 5

VENV := $(ROOT).venv
VENV_PYTHON := $(VENV)/bin/python
REQUIREMENTS := $(ROOT)requirements
# Only the project's own folder is added to what Python finds, not the folder that the command is called from.
PIPELINE = PYTHONSAFEPATH=1 PYTHONPATH="$(ROOT)" $(VENV_PYTHON) -m pipeline
IN_ROOT := cd "$(ROOT)" && .venv/bin/python
PIP_INSTALL := $(VENV_PYTHON) -m pip install --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := $(IN_ROOT) -m uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help extract report docs test check verify bench fuzz golden sbom typeset lock clean

help: ## show this list
	@echo "make COMMAND [RAW=folder of reports] [OUTPUT=folder of the dataset] [PYTHON=interpreter]"
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' "$(ROOT)Makefile" | awk -F '|' '{ printf "  %-9s %s\n", $$1, $$2 }'

extract: $(VENV)/run.stamp ## read the reports in RAW, write the dataset to OUTPUT
	@$(PIPELINE) extract "$(RAW)" --output "$(OUTPUT)"

report: $(VENV)/run.stamp ## the same, and open the report of the run in the browser
	@$(PIPELINE) extract "$(RAW)" --output "$(OUTPUT)" --open

test: $(VENV)/dev.stamp ## run the tests
	@$(IN_ROOT) -m pytest

check: $(VENV)/dev.stamp ## format, lint, types and import contracts
	@$(IN_ROOT) -m ruff format --check .
	@$(IN_ROOT) -m ruff check .
	@$(IN_ROOT) -m mypy
	@$(IN_ROOT) .venv/bin/lint-imports

verify: $(VENV)/run.stamp ## extract again elsewhere and compare OUTPUT with it, byte for byte
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	$(PIPELINE) extract "$(RAW)" --output "$$fresh/fresh" && \
	if diff --recursive --unified "$(OUTPUT)" "$$fresh/fresh"; \
	then echo "$(OUTPUT) is what $(RAW) gives, byte for byte"; \
	else echo "$(OUTPUT) is not what $(RAW) gives: see above, - committed, + fresh; 'make extract' writes it anew" >&2; \
		exit 1; \
	fi

bench: $(VENV)/dev.stamp ## measure speed and memory, and write docs/benchmarks.md (PEERS=interpreter with other readers)
	@$(IN_ROOT) -m benchmarks $(if $(PEERS),--peers "$(PEERS)")

fuzz: $(VENV)/dev.stamp ## fuzz every reader, normaliser, loader and writer for MINUTES=5 each
	@$(IN_ROOT) -m tests.fuzz --minutes $(MINUTES)

golden: $(VENV)/dev.stamp ## write the expected CSVs of the tests anew: to be read in review like code
	@$(IN_ROOT) -m tests.golden_dataset

docs: $(VENV)/run.stamp ## write the pages of docs/ that come from the code anew
	@$(IN_ROOT) -m tools.write_docs

sbom: $(VENV)/dev.stamp ## write the software bill of materials to build/sbom.json (CycloneDX)
	@$(IN_ROOT) -m tools.write_sbom build/sbom.json

typeset: $(VENV)/run.stamp ## set the Word and PDF renditions of the transcript in raw/ anew (needs LibreOffice)
	@$(IN_ROOT) tools/typeset_2006.py --pdf

lock: $(VENV)/uv.stamp ## look for newer versions and write requirements/ anew
	@$(COMPILE) pyproject.toml --all-extras --group dev --output-file requirements/dev.txt
	@$(COMPILE) pyproject.toml --constraints requirements/dev.txt --output-file requirements/run.txt
	@$(COMPILE) --group lock --output-file requirements/uv.txt

clean: ## remove the virtual environment and all caches; the dataset stays
	@cd "$(ROOT)" && rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find "$(ROOT)" -name __pycache__ -prune -exec rm -rf {} +

$(VENV_PYTHON):
	@command -v "$(PYTHON)" >/dev/null || \
		{ echo "No '$(PYTHON)' here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, '$(PYTHON)' is older; name another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "'$(PYTHON)' cannot make virtual environments: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }
	@echo "creating .venv"
	@"$(PYTHON)" -m venv --clear "$(VENV)"

# Exact versions, checked by hash and never compiled here: with uv, which takes seconds, else with pip.
$(VENV)/uv.stamp: $(REQUIREMENTS)/uv.txt $(VENV_PYTHON)
	@$(PIP_INSTALL) --quiet -r $< || echo "uv cannot be installed here; pip does its work, only slower" >&2
	@touch $@

$(VENV)/run.stamp $(VENV)/dev.stamp: $(VENV)/%.stamp: $(REQUIREMENTS)/%.txt $(VENV)/uv.stamp
	@echo "installing $<"
	@$(VENV_PYTHON) -m uv pip install --quiet --no-config --python $(VENV_PYTHON) --link-mode copy \
		--require-hashes --only-binary :all: -r $< || $(PIP_INSTALL) -r $<
	@touch $@
