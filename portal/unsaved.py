"""What was sent and could not be kept, through no fault of whoever sent it: a full disk, a database that only reads.

Both are told from the exception that would end in the error page, wherever it came from: a view, the taking in of an
upload, a middleware. What was typed stands in the answer, to be sent once more by one press.
"""

import errno
from collections.abc import Iterator

import psycopg
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

FULL, READ_ONLY = 507, 503
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
RETRY_AFTER = 60
BACK_OFFICE = "/admin/"
PASSWORD = "password"  # noqa: S105 (of fields' names)


def told(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The page that says so, if that is what has happened."""
    status = next(filter(None, map(status_of, chain(error))), None)
    if status is None:
        return None
    # Only if it was read before it went wrong: it cannot be read now. Without its password a sign-in is typed anew.
    typed = typed_in(request.POST) if hasattr(request, "_post") and not has_password(request.POST) else []
    context = {
        "is_full": status == FULL,
        "is_sent": request.method == "POST",
        # Readers know no administrator, and want to see that their words are still there.
        "is_readers": not request.path_info.startswith(BACK_OFFICE),
        "typed": typed,
        "words": [value for _name, value in typed if " " in value.strip()],
        "has_files": bool(typed and request.FILES),
    }
    page = render_to_string("unsaved.html", context)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", "Retry-After": str(RETRY_AFTER)})


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and what it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def status_of(error: BaseException) -> int | None:
    if isinstance(error, psycopg.errors.DiskFull) or (isinstance(error, OSError) and error.errno in NO_ROOM):
        return FULL
    return READ_ONLY if isinstance(error, psycopg.errors.ReadOnlySqlTransaction) else None


def has_password(form: QueryDict) -> bool:
    return any(PASSWORD in name for name in form)


def typed_in(form: QueryDict) -> list[tuple[str, str]]:
    """What was sent, to be sent once more; no password is shown again."""
    return [(name, value) for name, values in form.lists() if PASSWORD not in name for value in values]
