# Linli: the commands of daily work. `make` alone lists them; needs only make and Python 3.11+.

VENV ?= .venv
SECOND := .venv-second
BIN := $(VENV)/bin
DEMO := results/demo
CORES := $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
# Each test worker loads its own compiled kernels, so more than eight gain little.
JOBS ?= $(shell [ $(CORES) -gt 8 ] && echo 8 || echo $(CORES))
PYTEST := -m pytest -n $(JOBS) --dist loadfile

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test test-all test-slow test-second lint format bench clean

help:
	@echo "make demo      compare four packages on the old estate and write a report (about 5 minutes the first time)"
	@echo "               在老旧小区上比较四套方案并生成报告（首次约 5 分钟）"
	@echo "make test      the tests without the slow ones"
	@echo "make test-all  every test, and the quick ones again on a second Python, if there is one"
	@echo "make lint      ruff, mypy and import-linter"
	@echo "make format    let ruff put the layout of the code right"
	@echo "make bench     measure speed and memory; writes results/bench.json"
	@echo "make clean     remove environments, caches and the demo's results"
	@echo
	@echo "PYTHON=/path/to/python3 chooses the Python for $(VENV); JOBS=4 the number of test workers."

# ---------------------------------------------------------------- environments

# An environment is made again when its Python no longer runs, and filled again when
# pyproject.toml is younger than the stamp.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
ifneq ($(shell $(BIN)/python -c 'print("runs")' 2>/dev/null),runs)
.PHONY: $(INSTALLED) $(INSTALLED_DEV)
endif

define make_venv
	@if ! $(BIN)/python -c "" 2>/dev/null; then \
	    python="$(PYTHON)"; [ -n "$$python" ] || python=$$(.ci/find-python 3.11) || exit 1; \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	        || { echo "$$python does not run or is older than Python 3.11: name another with PYTHON=/path/to/python3" >&2; exit 1; }; \
	    echo "Making $(VENV) with $$python"; \
	    "$$python" -m venv --clear $(VENV); \
	fi
endef

$(INSTALLED): pyproject.toml
	$(make_venv)
	@echo "Installing Linli and its libraries into $(VENV) (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(INSTALLED_DEV): pyproject.toml
	$(make_venv)
	@echo "Installing Linli, its libraries and the tools of its tests into $(VENV) (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(INSTALLED) $@

# ---------------------------------------------------------------- what users run

demo: $(INSTALLED)
	@echo "Comparing the plan and three lean packages with status_quo on the old estate, 20 replicates"
	@set -e; \
	folder=$(DEMO)-$$($(BIN)/python -c 'from experiments.digest import of_model; print(of_model()[:8])'); \
	$(BIN)/linli compare old_estate/status_quo old_estate/plan old_estate/people_first \
	    old_estate/digital_first old_estate/space_first --replicates 20 --out $$folder; \
	case "$${LC_ALL:-$${LC_MESSAGES:-$${LANG:-}}}" in zh*) other=en ;; *) other=zh ;; esac; \
	$(BIN)/linli report $$folder --lang $$other --quiet >/dev/null; \
	cp $$folder/report.html $$folder/report.$$other.html; \
	cp $$folder/report.xlsx $$folder/report.$$other.xlsx; \
	$(BIN)/linli report $$folder --quiet >/dev/null; \
	echo; \
	echo "Open in a browser:   $$folder/report.html"; \
	echo "and in the other language / 另一种语言:   $$folder/report.$$other.html"

# ---------------------------------------------------------------- what developers run

test: $(INSTALLED_DEV)
	@echo "Running the tests that are not slow, in $(JOBS) processes"
	@$(BIN)/python $(PYTEST) -m "not slow"

test-slow: $(INSTALLED_DEV)
	@echo "Running the slow tests, in $(JOBS) processes"
	@$(BIN)/python $(PYTEST) -m slow

test-second: $(INSTALLED_DEV)
	@.ci/second-python "$(BIN)/python" "$(SECOND)" $(JOBS)

test-all: test test-second test-slow

lint: $(INSTALLED_DEV)
	@status=0; \
	echo "ruff check: bugs and style"; $(BIN)/python -m ruff check . || status=1; \
	echo "ruff format: layout"; $(BIN)/python -m ruff format --check . || status=1; \
	echo "mypy: types, strict"; $(BIN)/python -m mypy || status=1; \
	echo "import-linter: imports go down the floors"; $(BIN)/lint-imports || status=1; \
	exit $$status

format: $(INSTALLED_DEV)
	@$(BIN)/python -m ruff check --fix-only .
	@$(BIN)/python -m ruff format .

bench: $(INSTALLED_DEV)
	@echo "Measuring speed and memory (a few minutes; quiet machines give steadier numbers)"
	@PYTHONPATH=tests $(BIN)/python -m benchmarks.bench --out results/bench.json

clean:
	@echo "Removing $(VENV), $(SECOND), caches and $(DEMO)*"
	@rm -rf $(VENV) $(SECOND) $(DEMO)* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	    .import_linter_cache .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
