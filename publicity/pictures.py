"""Pictures of what was published: taken by their content, drawn anew, so that nothing but the picture is kept."""

import io
import uuid
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
KINDS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
ACCEPT = "image/png,image/jpeg,image/webp"
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


def redrawn(file: UploadedFile) -> ContentFile:
    """The same picture without what the camera or the program has written beside it: place, day, owner, comments."""
    if file.size > LARGEST:
        raise ValidationError(_("Снимок больше 10 МБ. Уменьшите его или вырежьте нужное."))
    picture, kind = opened(file)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return ContentFile(out.getvalue(), f"{uuid.uuid4().hex}.{KINDS[kind]}")


def opened(file: UploadedFile) -> tuple[Image.Image, str]:
    """Turned as the camera held it; in colours that every kind can hold."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(file, formats=list(KINDS))
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("Снимок слишком велик: больше 40 миллионов точек."))
            kind = picture.format
            turned = ImageOps.exif_transpose(picture)
            return turned.convert("RGBA" if kind != "JPEG" and turned.mode in ("RGBA", "LA", "P") else "RGB"), kind
    except ValidationError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        raise ValidationError(_("Это не снимок. Приложите PNG, JPG или WebP.")) from None
