"""The picture that goes with a link to a piece of news: its own picture, or its title drawn here when it is published.

The file's name is made of what is drawn, so an address is never reused for another picture. Nobody else is asked.
"""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from portal.formatting import date as in_words

SIZE = (1200, 630)
MARGIN = 80
# Where nginx serves pictures from.
FOLDER = "images/cards"
FONTS = Path(settings.BASE_DIR) / "portal" / "typst" / "fonts"
BOLD, REGULAR = FONTS / "GolosText-Bold.ttf", FONTS / "GolosText-Regular.ttf"
# The palette of tokens.css.
PAPER, INK, QUIET, PLUM = "#fbf8f7", "#2a1d2b", "#625366", "#7a2a66"
PATCHES = ("#7a2a66", "#e8985a", "#1f6547", "#efb3df", "#5b3f8f", "#ffd9b3")
# Of letters, from the largest that leaves the title in its place.
TITLE_SIZES = (76, 66, 56, 48, 42)
TITLE_HEIGHT = 340
LINE = 1.2


def name(page) -> str:
    drawn = hashlib.sha256(f"{page.title}\n{page.date}".encode()).hexdigest()[:12]
    return f"{FOLDER}/{page.pk}/{drawn}.png"


def address(page) -> str:
    """Of the picture as a file of the site; empty where there is none."""
    if page.image:
        return page.image.get_rendition("fill-{}x{}".format(*SIZE)).url
    return default_storage.url(name(page)) if page.pk and default_storage.exists(name(page)) else ""


def make(page) -> None:
    """Draw the title and put away what was drawn of earlier ones."""
    made = name(page)
    folder = f"{FOLDER}/{page.pk}"
    if not default_storage.exists(made):
        default_storage.save(made, ContentFile(drawn(page.title, in_words(page.date))))
    for other in default_storage.listdir(folder)[1]:
        if f"{folder}/{other}" != made:
            default_storage.delete(f"{folder}/{other}")


def make_when_published(instance, **signal) -> None:
    make(instance)


def drawn(title: str, day: str) -> bytes:
    picture = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(picture)
    draw_patches(canvas)
    draw_mark(canvas)
    canvas.text((MARGIN + 84, MARGIN + 28), _("Рядом с семьёй"), QUIET, font(REGULAR, 32), anchor="lm")
    size, lines = fitted(title)
    for number, line in enumerate(lines):
        canvas.text((MARGIN, 180 + number * size * LINE), line, INK, font(BOLD, size))
    canvas.text((MARGIN, SIZE[1] - MARGIN - 22), day, QUIET, font(REGULAR, 32), anchor="ls")
    file = io.BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_patches(canvas) -> None:
    """A strip of the quilt along the lower edge."""
    width = SIZE[0] // len(PATCHES)
    for number, colour in enumerate(PATCHES):
        canvas.rectangle((number * width, SIZE[1] - 24, (number + 1) * width, SIZE[1]), colour)


def draw_mark(canvas) -> None:
    """The portal's mark, as in components/mark.html."""
    canvas.rounded_rectangle((MARGIN, MARGIN, MARGIN + 56, MARGIN + 56), 16, PLUM)
    canvas.arc((MARGIN + 14, MARGIN + 14, MARGIN + 42, MARGIN + 42), 180, 360, PAPER, 5)
    for x in (MARGIN + 14, MARGIN + 38):
        canvas.rectangle((x, MARGIN + 28, x + 4, MARGIN + 43), PAPER)
    canvas.ellipse((MARGIN + 21, MARGIN + 29, MARGIN + 35, MARGIN + 43), PATCHES[-1])


def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def fitted(title: str) -> tuple[int, list[str]]:
    """The largest letters that leave the title in its place; of a very long one, as much as fits."""
    for size in TITLE_SIZES:
        lines = wrapped(title, font(BOLD, size))
        if len(lines) * size * LINE <= TITLE_HEIGHT:
            return size, lines
    most = int(TITLE_HEIGHT / (size * LINE))
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"]


def wrapped(text: str, letters: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
