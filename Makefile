PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin

.PHONY: site test update clean help

help:  ## show what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

site: $(VENV)/installed  ## build the bundled specification into build/
	$(BIN)/specgen build -o build

test: $(VENV)/installed-dev  ## run all tests
	$(BIN)/python -m pytest $(PYTEST)

update: $(VENV)/installed-dev  ## rewrite the golden files; read the diff before you commit it
	$(BIN)/python -m pytest --update tests/test_site.py

clean:  ## remove what was made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q specgen
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@
