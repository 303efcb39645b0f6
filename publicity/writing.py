"""Writing the log: the short form «Отметить публикацию», confirming what an institution said, the picture."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from . import keeping
from .forms import OwnPublicationForm, PublicationForm
from .models import Publication
from .office import for_people_of_publicity, items_open_to, page, visible_log
from .owing import CHANGE, CONFIRM, DELETE, LOG, WRITE, own_institutions
from .pictures import CONTENT_TYPES


@for_people_of_publicity
def add(request: HttpRequest) -> HttpResponse:
    """`?item=7&institution=3`: what the link already knows."""
    if request.user.has_perm(LOG) and not request.user.has_perm(WRITE):
        raise PermissionDenied
    known = {name: request.GET.get(name, "") for name in ("item", "institution", "channel", "programme")}
    initial = {name: value[:18] for name, value in known.items() if value.isdecimal() or name == "channel"}
    return edited(request, Publication(), initial)


@for_people_of_publicity
def publication(request: HttpRequest, publication_id: int) -> HttpResponse:
    record = visible_log(request.user).filter(pk=publication_id).first()
    is_gone = record is None and not Publication.objects.filter(pk=publication_id).exists()
    if record is None and not (is_gone and request.method == "POST"):
        raise Http404
    if request.user.has_perm(LOG) and not request.user.has_perm(CHANGE):
        raise PermissionDenied
    return edited(request, record or Publication(), {}, is_gone)


def edited(request: HttpRequest, record: Publication, initial: dict, is_gone: bool = False) -> HttpResponse:
    """An institution's line waits for confirmation, and so does its line once it changes it.

    `is_gone`: the line was there when its form was opened.
    """
    form = form_of(request, record, initial)
    if request.method == "POST" and form.is_valid():
        if kept(request, form, record, is_gone):
            messages.success(request, said_of(request))
            return redirect(back(request, form.instance))
        record = Publication.objects.filter(pk=record.pk).first() or Publication()
    title = _("Строка журнала") if record.pk else _("Отметить публикацию")
    context = {
        "form": form,
        "record": record if record.pk else None,
        "may_confirm": request.user.has_perm(CONFIRM) and record.pk and not record.is_confirmed,
        "may_remove": record.pk and may_remove(request.user, record),
    }
    return page(request, "publication", title, context)


def kept(request: HttpRequest, form: PublicationForm, record: Publication, is_gone: bool) -> bool:
    """Who is told that another person was first may save again what is left in the form."""
    try:
        if is_gone and form.cleaned_data["version"] is not None:
            raise keeping.Gone
        keeping.save(form, request.user, is_confirmed=request.user.has_perm(WRITE))
    except keeping.Gone as refused:
        form.add_error(None, str(refused))
        form.add_error(None, _("Ваше осталось ниже: сохраните ещё раз, и это будет новая строка."))
        form.data = {**form.data.dict(), "version": ""}
        return False
    except keeping.NotNow as refused:
        form.add_error(None, str(refused))
        form.data = {**form.data.dict(), "version": Publication.objects.get(pk=record.pk).version}
        return False
    return True


def said_of(request: HttpRequest) -> str:
    if request.user.has_perm(WRITE):
        return _("Записано в журнал.")
    return _("Записано. На сайте появится, когда модератор проверит.")


def form_of(request: HttpRequest, record: Publication, initial: dict) -> PublicationForm:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    common = {"instance": record, "initial": initial, "items": items_open_to(request.user)}
    if request.user.has_perm(LOG):
        return PublicationForm(data, files, **common)
    return OwnPublicationForm(data, files, **common, institutions=own_institutions(request.user))


def back(request: HttpRequest, record: Publication) -> str:
    if record.item_id and request.user.has_perm(LOG):
        return reverse("publicity_item", args=[record.item_id])
    return reverse("publicity_log" if request.user.has_perm(LOG) else "publicity_plan")


@require_POST
@for_people_of_publicity
def confirm(request: HttpRequest, publication_id: int) -> HttpResponse:
    if not request.user.has_perm(CONFIRM):
        raise PermissionDenied
    record = get_object_or_404(Publication, pk=publication_id)
    try:
        keeping.confirm(record.pk, request.POST.get("version", ""), request.user)
    except keeping.Gone as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('publicity_log')}?wait=1")
    except keeping.NotNow as refused:
        messages.error(request, str(refused))
        return redirect("publicity_publication", record.pk)
    messages.success(request, _("Подтверждено: теперь это видно на сайте."))
    return redirect(f"{reverse('publicity_log')}?wait=1")


@require_POST
@for_people_of_publicity
def remove(request: HttpRequest, publication_id: int) -> HttpResponse:
    record = get_object_or_404(visible_log(request.user), pk=publication_id)
    if not may_remove(request.user, record):
        raise PermissionDenied
    try:
        keeping.remove(record.pk, partial(may_remove, request.user), request.user)
    except keeping.NotNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Строка убрана из журнала."))
    return redirect("publicity_log" if request.user.has_perm(LOG) else "publicity_plan")


def may_remove(user, record: Publication) -> bool:
    """An institution takes back its own until it is confirmed."""
    return user.has_perm(DELETE) or (not user.has_perm(LOG) and not record.is_confirmed)


@for_people_of_publicity
def screenshot(request: HttpRequest, publication_id: int) -> FileResponse:
    """For staff, and for the institution whose line it is."""
    record = get_object_or_404(visible_log(request.user), pk=publication_id)
    if not record.screenshot:
        raise Http404
    kind = record.screenshot.name.rpartition(".")[2]
    response = FileResponse(record.screenshot.open("rb"), content_type=CONTENT_TYPES[kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
