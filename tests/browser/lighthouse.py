"""Measure pages as Google's Lighthouse sees them on a phone: `make lighthouse`.

URL names a portal that runs already, NAMES some pages alone. A tool of a developer, no part of the suite: it needs Node
and a quiet machine, for it measures how fast this one is. Of each page the median of three visits is told, and any
figure under ninety-five is a failure.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.running import CHROMIUM, CHROMIUM_ARGUMENTS, running_portal

# The newest that Node 18 and 20 can run.
PACKAGE = "lighthouse@12.8.2"
KINDS = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "section": "/support/",
    "guide": "/support/how-to-get/",
    "directory": "/services/",
    "programme": "/programmes/tatarstan-2016-2017/",
}
LEAST = 95
TIMES = 3
NEEDS = "Lighthouse needs Node 18.20 or newer with npx, and Chromium. / Для замера нужны Node с npx и Chromium."


@contextmanager
def address() -> Iterator[str]:
    """Of the portal that URL names; else of the demo, started for this alone."""
    if named := os.environ.get("URL"):
        yield named.rstrip("/")
        return
    kept = os.environ.get("PORTAL_TEST_DEMO_VAR")
    with tempfile.TemporaryDirectory() as temporary, running_portal(Path(kept or temporary)) as portal:
        yield portal.url


def measured(url: str) -> dict[str, int]:
    """The four figures of one visit, out of a hundred."""
    command = [
        "npx", "--yes", PACKAGE, url, "--quiet", "--output=json", f"--only-categories={','.join(KINDS)}",
        f"--chrome-flags={' '.join(['--headless=new', *CHROMIUM_ARGUMENTS])}",
    ]  # fmt: skip
    visit = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": CHROMIUM}, check=True, stdout=subprocess.PIPE, text=True
    )
    categories = json.loads(visit.stdout)["categories"]
    return {kind: round(100 * categories[kind]["score"]) for kind in KINDS}


def figures(url: str) -> dict[str, int]:
    visits = [measured(url) for _visit in range(TIMES)]
    return {kind: statistics.median(visit[kind] for visit in visits) for kind in KINDS}


def main(names: list[str]) -> int:
    if CHROMIUM is None or shutil.which("npx") is None:
        sys.stderr.write(NEEDS + "\n")
        return 2
    low = False
    with address() as portal:
        for name in names or PAGES:
            found = figures(portal + PAGES[name])
            low = low or min(found.values()) < LEAST
            sys.stdout.write(f"{name:10} " + "  ".join(f"{kind} {found[kind]}" for kind in KINDS) + "\n")
            sys.stdout.flush()
    return int(low)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
