"""The whole directory as one file."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _

from hsds import bulk as copying
from hsds.answering import mistake, open_to_all

PATIENCE = 60


@open_to_all
def bulk(request: HttpRequest) -> HttpResponse:
    """The copy that is ready, whole at any moment; a stale one is made anew behind it."""
    copying.ask_for_new()
    try:
        file = copying.path().open("rb")
    except FileNotFoundError:
        response = mistake(503, _("Архив готовится. Придите через минуту."))
        response["Retry-After"] = PATIENCE
        return response
    response = FileResponse(file, as_attachment=True, filename="hsds-directory.zip", content_type="application/zip")
    etag, modified = copying.marks(file)
    response["ETag"], response["Last-Modified"] = etag, http_date(modified)
    patch_cache_control(response, public=True, max_age=PATIENCE)
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if answer is not response:
        response.close()
    return answer
