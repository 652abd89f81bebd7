# Every target does the set-up by itself; a second run finds it done.

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml

.PHONY: help setup demo tour gallery test bench docs texts lock clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what is missing: Debian packages, .venv
	@packaging/setup.sh

demo: ## the terminal on this machine, with a virtual card reader and printer
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || { echo "make demo needs a display and there is none here; make tour plays a visit without one" >&2; exit 1; }
	@packaging/setup.sh
	@$(BIN)/kiosk demo

tour: setup ## a scripted visit without a display; its pictures go to build/tour/index.html
	@$(BIN)/kiosk tour

gallery: setup ## every screen in every language, palette and size; build/gallery/index.html
	@$(BIN)/kiosk gallery

test: setup ## every check, the tests last
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/docs.py --check
	$(BIN)/pytest -n 2 --cov

bench: setup ## every benchmark; the results are in docs/performance.md
	@for file in benchmarks/bench_*.py; do $(BIN)/python "$$file" || exit 1; done

docs: setup ## write the generated modules and pages
	$(BIN)/python packaging/docs.py

texts: setup ## extract the texts, update and compile the translations
	$(BIN)/python packaging/texts.py

lock: setup ## choose the newest allowed versions of the dependencies
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --group dev --output-file requirements-dev.lock

clean: ## remove what was made, .venv included
	rm -rf .venv build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find kiosk hardware ui tests -name __pycache__ -type d -prune -exec rm -rf {} +
