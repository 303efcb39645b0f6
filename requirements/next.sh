#!/bin/sh
# Make .venv-next: every package of *.in at its newest, Django and Wagtail beyond their LTS pins.
# Unlocked on purpose: it tells today what the next upgrade will meet. Wants the newest Python at hand (pyenv's too):
# on an old one pip takes the newest releases that still run there.
set -eu
for python in python3.14 python3.13 python3.12 \
    "$HOME"/.pyenv/versions/3.14*/bin/python "$HOME"/.pyenv/versions/3.13*/bin/python "$HOME"/.pyenv/versions/3.12*/bin/python \
    "$PYTHON"; do
    "$python" -c "" 2>/dev/null && break
done
test -x .venv-next/bin/python || "$python" -m venv .venv-next
sed -e 's/^\(Django\|wagtail\)~=.*/\1/' requirements/base.in > .venv-next/next.in
sed -e '/^-r /d' requirements/dev.in >> .venv-next/next.in
# From 0.13 it takes Django 6's own tasks alone, and Wagtail 8's are still those of django-tasks.
echo 'django-tasks-db<0.13' >> .venv-next/next.in
.venv-next/bin/python -m pip install -q --disable-pip-version-check --upgrade -r .venv-next/next.in
.venv-next/bin/python -c 'import sys, django, wagtail
print("Python", sys.version.split()[0], "Django", django.__version__, "Wagtail", wagtail.__version__)'
for catalogue in locale/*/LC_MESSAGES/*.po portal/locale/*/LC_MESSAGES/*.po; do
    .venv-next/bin/pybabel -q compile -i "$catalogue" -o "${catalogue%.po}.mo"
done
