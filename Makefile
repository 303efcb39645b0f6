# Everything a newcomer needs. On a fresh machine: Python 3.11 or newer, make, and the package registry.
# No PostgreSQL, no Docker, no root: portal.local starts a private database under var/ where DATABASE_URL is unset.

PYTHON ?= python3
PORT ?= 8000
SIZES ?= 10000 100000
VENV := .venv
BIN := $(VENV)/bin
LOCAL := $(BIN)/python -m portal.local
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po portal/locale/*/LC_MESSAGES/*.po))

.PHONY: demo dev test test-next lint bench bench-http bench-programmes relevance lighthouse pictures messages lock clean

demo: $(VENV)/base $(TRANSLATIONS) ## The portal with real data on http://127.0.0.1:$(PORT)
	@HTTPS=False SERVE_MEDIA=True $(LOCAL) $(BIN)/python manage.py demo --port $(PORT)

dev: $(VENV)/dev $(TRANSLATIONS) ## The same with DEBUG and auto-reload
	@HTTPS=False SERVE_MEDIA=True DEBUG=True $(LOCAL) $(BIN)/python manage.py demo --port $(PORT) --reload

# A process for each core; the browser's tests share one running portal and come after.
test: $(VENV)/dev $(TRANSLATIONS) ## The whole suite, or with ARGS a part of it
ifdef ARGS
	@$(BIN)/pytest $(ARGS)
else
	@$(BIN)/pytest -q -n auto --dist loadscope --ignore=tests/browser
	@$(BIN)/pytest -q tests/browser
endif

test-next: ## The suite on the newest Django and Wagtail that the registry has
	@PYTHON="$(PYTHON)" sh requirements/next.sh
	@.venv-next/bin/pytest $(ARGS)

lint: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

bench: $(VENV)/dev $(TRANSLATIONS) ## Search and pages, measured side by side at SIZES generated services
	@HTTPS=False PORTAL_VAR=var/bench $(LOCAL) $(BIN)/python manage.py bench $(SIZES)

bench-http: $(VENV)/dev $(TRANSLATIONS) ## Requests a second of search pages, on what `make bench` has loaded
	@HTTPS=False PORTAL_VAR=var/bench $(LOCAL) $(BIN)/python manage.py bench_http

bench-programmes: $(VENV)/dev $(TRANSLATIONS) ## A programme of 500 measures beside one of 24: its page and its export
	@HTTPS=False PORTAL_VAR=var/bench $(LOCAL) $(BIN)/python manage.py bench_programmes

relevance: $(VENV)/dev $(TRANSLATIONS) ## How well the search answers judged questions and hears danger, beside Wagtail's stock search
	@HTTPS=False PORTAL_VAR=var/relevance $(LOCAL) $(BIN)/python manage.py relevance --load

lighthouse: $(VENV)/dev $(TRANSLATIONS) ## Lighthouse's four figures of the main pages, by Node; URL of a running portal, NAMES of some alone
	@$(BIN)/python -m tests.browser.lighthouse $(NAMES)

pictures: $(VENV)/dev $(TRANSLATIONS) ## Take the pictures of the editors' guide anew; NAMES of some alone
	@$(BIN)/python -m tests.manual.pictures $(NAMES)

messages: $(VENV)/dev ## Bring the translation catalogues up to date with the code
	@$(BIN)/python -m babel.messages.frontend -q extract -F locale/babel.cfg -k gettext_lazy -k gettext_noop -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2 --no-location --sort-output -o var/portal.pot .
	@for language in ru en; do $(BIN)/python -m babel.messages.frontend -q update -D django -l $$language -i var/portal.pot -d locale --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap; done

lock: $(VENV)/dev ## Write requirements/*.txt anew from *.in
	@$(BIN)/pip install -q uv
	@for name in base dev; do $(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header requirements/$$name.in -o requirements/$$name.txt; done

clean: ## Remove what the targets above made; the demo's data too
	rm -rf $(VENV) .venv-next var

# A stamp for each set of packages, made anew when its lock changes.
$(VENV)/%: requirements/%.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing requirements/$*.txt ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Depends on the packages being there, not on when they were installed.
%.mo: %.po | $(VENV)/base
	@$(BIN)/pybabel -q compile -i $< -o $@
