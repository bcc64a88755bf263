# Two commands set everything up: `make demo` and `make test`. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo demo-review demo-batch test check bench evaluate train docs clean install

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: install
	mkdir -p $(DEMO)
	$(BIN)/python cli.py translate examples/*.txt examples/*.html examples/*.docx \
	    --output $(DEMO) --to docx --to jsonl --force
	@ls $(DEMO)/*.docx | sed "s|^|$(CURDIR)/|"

# An invented archive of 200 releases: translated, killed, resumed, reported.
demo-batch: install
	$(BIN)/python -m benchmarks.batch_demo $(DEMO)/archive

# Needs LibreOffice with python3-uno: a reviewer's work in it, from the draft to the publication.
demo-review: install
	$(BIN)/python -m benchmarks.review_demo $(DEMO)/review

test: install
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m benchmarks.run

docs: install
	$(BIN)/python -m tests.docs.generate_cli docs/cli.md

# Repeats the training (hours on two cores); stopping it and calling it again resumes.
OPEN ?=
MINUTES ?= 100
train: install
	test -f train/press/packed.npz || $(BIN)/python -m models.recipe.pack --out train/press $(if $(OPEN),--open $(OPEN))
	$(BIN)/python -m models.recipe.train --data train/press --minutes $(MINUTES)
	$(BIN)/python -m models.recipe.export --data train/press

EVAL ?=
evaluate: install
	$(BIN)/python -m models.recipe.evaluate $(if $(EVAL),--eval $(EVAL))

clean:
	rm -rf $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
