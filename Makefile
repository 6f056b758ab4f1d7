# make run opens the board; make test checks everything. Both set themselves up and run again in seconds.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Who may connect: localhost is this machine alone; 0.0.0.0 is everyone who can reach it (see README, Deployment).
ADDRESS ?= localhost

.PHONY: run test check pictures bench

run: $(VENV)/run-ready
	@echo "Open to $(ADDRESS) only. To let others in: make run ADDRESS=0.0.0.0, or see Deployment in README.md."
	$(BIN)/streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

test: $(VENV)/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/run-ready
	$(BIN)/python -m policytargets check

pictures: $(VENV)/dev-ready
	$(BIN)/python -m tests.pictures

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; set PYTHON=/path/to/it')"
	$(PYTHON) -m venv $(VENV) || (echo "On Debian and Ubuntu: apt-get install python3-venv" && rm -rf $(VENV) && exit 1)

$(VENV)/run-ready: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev-ready: requirements.txt requirements-dev.txt tests/install_packages.sh | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	bash tests/install_packages.sh
	touch $@ $(VENV)/run-ready

bench: $(VENV)/dev-ready
	$(BIN)/python -m tests.bench
