"""The whole directory as one file."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hsds import bulk as copying
from hsds.answering import mistake, open_to_all
from portal.made_files import given_out

PATIENCE = 60


@open_to_all
def bulk(request: HttpRequest) -> HttpResponse:
    """The copy that is ready, whole at any moment; a stale one is made anew behind it.

    One that tells what has been withdrawn since is not given out: better none for a minute than a hidden address.
    """
    copying.ask_for_new()
    try:
        file = None if copying.is_withdrawn() else copying.path().open("rb")
    except FileNotFoundError:
        file = None
    if file is None:
        response = mistake(503, _("Архив готовится. Придите через минуту."))
        response["Retry-After"] = PATIENCE
        return response
    return given_out(
        request, file, PATIENCE, as_attachment=True, filename="hsds-directory.zip", content_type="application/zip"
    )
