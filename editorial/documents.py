"""Documents of the library are taken by their content."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from portal.uploads import is_one_of

LARGEST = 50 * 1024 * 1024
KINDS = ("pdf", "docx", "xlsx", "odt", "ods", "csv", "txt", "zip")


class DocumentForm(BaseDocumentForm):
    """Wagtail looks at the name of a file only."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > LARGEST:
            raise ValidationError(_("Файл больше 50 МБ."))
        if not is_one_of(KINDS, file):
            raise ValidationError(
                _("Содержимое файла не похоже на его расширение, или в нём есть то, что выполняется. Такой не возьмём.")
            )
        return file
