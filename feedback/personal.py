"""A person asks for their data: shown or erased. The contact travels in the body of a request, never in an address."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from .forms import tidy_contact
from .retention import erase, exported

MAY_ERASE = "feedback.delete_reportcontact"


class ContactForm(forms.Form):
    contact = forms.CharField(label=gettext_lazy("Почта или телефон"), max_length=120)

    def clean_contact(self) -> str:
        try:
            return tidy_contact(self.cleaned_data["contact"])
        except ValidationError:
            raise ValidationError(_("Это не похоже ни на почту, ни на телефон.")) from None


@sensitive_post_parameters("contact")
def personal_data(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(MAY_ERASE):
        raise PermissionDenied
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = erased if "erase" in request.POST else handed_out
        return act(request, form.cleaned_data["contact"])
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("feedback_queue"), "label": _("Сообщения об ошибках")},
        {"url": "", "label": _("Персональные данные")},
    ]
    return render(request, "feedback/admin/personal.html", {"form": form, "breadcrumbs_items": crumbs})


def handed_out(request: HttpRequest, contact: str) -> HttpResponse:
    response = JsonResponse(exported(contact), safe=False, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    return response


def erased(request: HttpRequest, contact: str) -> HttpResponse:
    done = erase(contact)
    text = ngettext("Стёрто в %(num)s сообщении.", "Стёрто в сообщениях: %(num)s.", done) % {"num": done}
    messages.success(request, text) if done else messages.warning(request, _("Такого контакта у нас нет."))
    return redirect("feedback_personal")
