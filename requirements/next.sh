#!/bin/sh
# Make .venv-next: every package of *.in at its newest, Django and Wagtail beyond their LTS pins.
# Unlocked on purpose: it tells today what the next upgrade will meet.
set -eu
new_enough='import sys; sys.exit(sys.version_info < (3, 12))'
for python in python3.14 python3.13 python3.12 "$PYTHON"; do
    "$python" -c "$new_enough" 2>/dev/null && break
done
"$python" -c "$new_enough" || { echo "make test-next needs Python 3.12 or newer: the newest Django does." >&2; exit 1; }
test -x .venv-next/bin/python || "$python" -m venv .venv-next
sed -e 's/^\(Django\|wagtail\)~=.*/\1/' requirements/base.in > .venv-next/next.in
sed -e '/^-r /d' requirements/dev.in >> .venv-next/next.in
.venv-next/bin/python -m pip install -q --disable-pip-version-check --upgrade -r .venv-next/next.in
.venv-next/bin/python -c 'import django, wagtail; print("Django", django.__version__, "Wagtail", wagtail.__version__)'
for catalogue in locale/*/LC_MESSAGES/*.po; do
    test -f "$catalogue" && .venv-next/bin/pybabel -q compile -i "$catalogue" -o "${catalogue%.po}.mo"
done
