"""Every colour that a site may choose is readable in light and in dark: contrast is measured from tokens.css itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from home.models import PortalSettings

CSS = (Path(settings.BASE_DIR) / "portal/static/portal/css/tokens.css").read_text()
ACCENTS = PortalSettings.Accent.values
SURFACES = ("surface", "surface-2", "surface-raised", "accent-soft")
# Text on its ground: AA wants 4.5 of it, 3 of what is only a shape.
TEXTS = [
    *(("accent", ground) for ground in SURFACES),
    *(("accent-strong", ground) for ground in SURFACES),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("ink", "accent-soft"),
    ("deep-ink", "deep"),
    ("deep-ink", "deep-2"),
    ("deep-ink-2", "deep"),
    ("deep-ink-2", "deep-2"),
]
SHAPES = [("focus", ground) for ground in SURFACES]


def declared(selector: str, after: str = "") -> dict[str, str]:
    start = CSS.index(f"{selector} {{", CSS.index(after) if after else 0)
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", CSS[start : CSS.index("}", start)]))


def colours(accent: str, *, dark: bool) -> dict[str, str]:
    found = declared(":root")
    if dark:
        found |= declared(":root", after="@media screen and (prefers-color-scheme: dark)")
    if accent != PortalSettings.Accent.PLUM:
        found |= declared(f':root[data-accent="{accent}"]')
    return found


def resolved(name: str, found: dict[str, str]) -> str:
    value = found[f"--{name}"]
    while reference := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = found[reference[1]]
    return value


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted([luminance(first), luminance(second)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_text_and_shapes_stand_out(accent, dark):
    found = colours(accent, dark=dark)
    faint = {
        f"{front} on {ground}": round(measured, 2)
        for least, pairs in ((4.5, TEXTS), (3, SHAPES))
        for front, ground in pairs
        if (measured := contrast(resolved(front, found), resolved(ground, found))) < least
    }
    assert faint == {}


def test_the_measure_itself_is_right():
    assert round(contrast("#ffffff", "#000000"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_each_choice_is_a_colour_of_its_own():
    assert len({resolved("accent", colours(accent, dark=False)) for accent in ACCENTS}) == len(ACCENTS)
