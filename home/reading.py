"""Read the files of public materials and acts, so that the search knows what they say. A file is read once for each
content."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task
from wagtail.documents import get_document_model

from acts.models import ActEdition, LegalAct
from home.files import is_private
from home.models import DocumentText, MaterialEdition, MaterialPage
from portal.filetexts import Fault, Reading, read


def material_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """Its editions are saved after it, so its files are looked for once all of it is there."""
    if instance.live and update_fields is None and not raw:
        transaction.on_commit(partial(read_files_of, instance.pk))


def act_saved(sender, instance, raw=False, **kwargs):
    """Its editions are saved after it too."""
    if instance.live and not raw:
        transaction.on_commit(partial(read_files_of_act, instance.pk))


def document_saved(sender, instance, raw=False, **kwargs):
    """Another file in its place: whoever offers it is searched by what it says now."""
    if not raw:
        transaction.on_commit(partial(read_document.enqueue, instance.pk))


def read_files_of(page: int) -> None:
    for key in unread(page):
        read_document.enqueue(key)


def read_files_of_act(act: int) -> None:
    for key in not_read_yet(ActEdition.objects.filter(act=act).exclude(document=None)):
        read_document.enqueue(key)


def unread(page: int) -> list[int]:
    """Documents of the page that are public and not read yet, or not as they are now."""
    return not_read_yet(MaterialEdition.objects.filter(page=page))


def not_read_yet(editions: QuerySet) -> list[int]:
    editions = editions.select_related("document__collection", "document__read_text")
    return [each.document_id for each in editions if not is_read(each.document)]


def is_read(document) -> bool:
    known = getattr(document, "read_text", None)
    return bool(known and known.file_hash == document.get_file_hash())


def is_offered(document) -> bool:
    """Some public page or act offers it, and it is in no closed collection."""
    pages = MaterialEdition.objects.filter(document=document).values("page")
    acts = ActEdition.objects.filter(document=document).values("act")
    offered = MaterialPage.objects.published().filter(pk__in=pages), LegalAct.objects.published().filter(pk__in=acts)
    return any(found.exists() for found in offered) and not is_private(document)


@task()
def read_document(key: int) -> None:
    document = get_document_model().objects.select_related("collection").filter(pk=key).first()
    if document is None or is_read(document) or not is_offered(document):
        return
    found = reading_of(document)
    values = {name: getattr(found, name) for name in ("text", "fault", "is_cut", "is_tagged")}
    DocumentText.objects.update_or_create(document=document, defaults={**values, "file_hash": document.get_file_hash()})


def reading_of(document) -> Reading:
    try:
        with document.open_file() as file:
            return read(file.read(), document.file_extension)
    except OSError:
        return Reading(fault=Fault.BROKEN)
