"""Public pages of the legal navigator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.gathering import KEY, Gathering
from rights import fillable, letters
from rights.models import Letter, Situation

# A published situation by its address, with all that its page shows.
SITUATION = Gathering(
    lambda: Situation.objects.published().filter(slug=KEY),
    many={"rights": "text act_id place", "asks": "text whom term act_id place", "letters": "title"},
)


@require_safe
def situation_list(request: HttpRequest) -> HttpResponse:
    found = Situation.objects.published().in_order().only("slug", "title", "lead", "is_urgent")
    return render(request, "rights/situations.html", {"situations": list(found)})


@require_safe
def situation(request: HttpRequest, slug: str) -> HttpResponse:
    found = next(iter(SITUATION(slug)), None)
    if found is None:
        raise Http404
    return render(request, found.page_template, found.page_context())


def letter_of(slug: str, number: int) -> tuple[Situation, Letter]:
    """The letter by its place among those of a published situation, from 1."""
    found = get_object_or_404(Situation.objects.published(), slug=slug)
    letters_ = list(found.letters.all())
    if not 1 <= number <= len(letters_):
        raise Http404
    return found, letters_[number - 1]


@require_safe
def letter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The letter to read and print without downloading anything."""
    found, chosen = letter_of(slug, number)
    return render(request, "rights/letter.html", {"situation": found, "letter": chosen, "number": number})


@require_safe
def letter_docx(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found, chosen = letter_of(slug, number)
    return attached(letters.docx(chosen), letters.CONTENT_TYPE, f"{found.slug}-{number}.docx")


@require_safe
def letter_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The letter as a form to fill in."""
    found, chosen = letter_of(slug, number)
    return attached(fillable.pdf(chosen), fillable.CONTENT_TYPE, f"{found.slug}-{number}.pdf")


def attached(body: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=disposition)
