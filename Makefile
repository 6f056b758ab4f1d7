# make run opens the board; make test checks everything. Both set themselves up and run again in seconds.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ALONE := $(BIN)/python -m pytest --tb=short --last-failed --last-failed-no-failures none 2> $(VENV)/alone.log
PORT ?= 8501
# Who may connect: localhost is this machine alone; 0.0.0.0 is everyone who can reach it (see docs/deployment.md).
ADDRESS ?= localhost

.PHONY: run intake demo test check pictures bench kills lock

run: $(VENV)/run-ready
	@echo "Open to $(ADDRESS) only. To let others in: make run ADDRESS=0.0.0.0, or see docs/deployment.md."
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

intake: $(VENV)/run-ready
	$(BIN)/python -m policytargets intake --port $(PORT)

# An invented ledger, made once, beside the virtual environment; open to this machine only.
demo: $(VENV)/run-ready
	test -f $(VENV)/demo.sqlite || $(BIN)/python -m policytargets ledger demo $(VENV)/demo.sqlite --until 2023-09
	POLICYTARGETS_LEDGER=sqlite:///$(CURDIR)/$(VENV)/demo.sqlite POLICYTARGETS_SIGN_IN=one $(BIN)/streamlit run app.py --server.port $(PORT)

# What fails beside others is tried alone, at most twice. What DuckDB's binding says of itself after a failure goes into a
# file, so that the failure stands last.
test: $(VENV)/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations 40 --durations-min 5 || { test $$? -eq 1 && \
	  echo "What failed beside others is tried alone." && { $(ALONE) || $(ALONE); }; }

check: $(VENV)/run-ready
	$(BIN)/python -m policytargets check

pictures: $(VENV)/dev-ready
	$(BIN)/python -m tests.pictures

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and 'Python 3.11, 3.12 or 3.13 is needed; set PYTHON=/path/to/it')"
	$(PYTHON) -m venv $(VENV) || (echo "On Debian and Ubuntu: apt-get install python3-venv" && rm -rf $(VENV) && exit 1)

$(VENV)/run-ready: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(VENV)/dev-ready: requirements-dev.lock tests/install_packages.sh | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	bash tests/install_packages.sh
	touch $@ $(VENV)/run-ready

bench: $(VENV)/dev-ready
	$(BIN)/python -m tests.bench

# 100 kills of four writers on each engine: half an hour on two busy cores. The tests do six, and two of the server.
KILLS ?= 100
kills: $(VENV)/dev-ready
	$(BIN)/python -m tests.store.kills $(KILLS)

# The short lists say what is wanted; the locks name every package they bring along, with hashes, for every platform.
lock: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep -o '^uv==[0-9.]*' requirements-dev.txt)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.txt -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-ocr.txt -o requirements-ocr.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.txt -o requirements-dev.lock
