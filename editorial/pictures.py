"""A picture that is uploaded tells nothing but what it shows: the place, the camera and the author's name go at once.

Wagtail keeps what a camera wrote in the original and carries it into every size that the site shows.
"""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.utils.file import hash_filelike

BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
# Kept beside the pixels: without it colours change. All else that a file may carry is left out.
COLOURS = "icc_profile"
# A photograph is written with its own tables, so that it loses nothing; one that had to be turned, at this quality.
QUALITY = 95
TURNED = 0x0112


class PictureField(WagtailImageField):
    """Wagtail looks at the head of a file only, and fails on one that ends in it."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if isinstance(file, UploadedFile):
                bare(file)
                file.seek(0)
        except BROKEN:
            raise ValidationError(_("Снимок повреждён: он не открывается до конца.")) from None
        return file


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The form of many uploads asks for the file apart from the rest.
        if stock := self.fields.get("file"):
            self.fields["file"] = PictureField(label=stock.label, required=stock.required, widget=stock.widget)


def forget_where_it_was_taken(instance, raw=False, **signal) -> None:
    """Before a new file of a picture is put away."""
    file = instance.file
    if raw or not file or file._committed:
        return
    name, cleaned = file.name, bare(file)
    instance.file = ContentFile(cleaned, name)
    instance.file_size, instance.file_hash = len(cleaned), hash_filelike(io.BytesIO(cleaned))
    instance.width, instance.height = size_of(cleaned)


def bare(file) -> bytes:
    """The picture of that file, of the same kind, and nothing more."""
    file.seek(0)
    with Image.open(file) as picture:
        kind, turned = picture.format, picture.getexif().get(TURNED, 1) != 1
        options = {COLOURS: picture.info.get(COLOURS), **settings_for(kind, turned, picture)}
        shown = ImageOps.exif_transpose(picture) if turned else picture
        return written(shown, kind, options)


def settings_for(kind: str, turned: bool, picture: Image.Image) -> dict:
    if kind in ("JPEG", "MPO"):
        return {"quality": QUALITY if turned or kind == "MPO" else "keep"}
    if kind == "WEBP":
        return {"quality": QUALITY, "save_all": getattr(picture, "is_animated", False)}
    return {}


def written(picture: Image.Image, kind: str, options: dict) -> bytes:
    kept = io.BytesIO()
    # Pillow writes again what it has read of a file, unless it is gone.
    for told in ("exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif", "comment", "photoshop", "dpi"):
        picture.info.pop(told, None)
    picture.save(kept, "JPEG" if kind == "MPO" else kind, exif=b"", **options)
    return kept.getvalue()


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size
