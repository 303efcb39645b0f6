"""Files that are made in the background from one state of the database, and kept until it changes.

A file is made by one at a time, beside the old one, and only a whole one takes its place: whoever is killed half-way
leaves what was there. It is given out with the marks by which a reader asks for it again, whole or in part.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

# No file is longer than eighteen digits can say; Python refuses to read thousands of them.
ONE_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
CHUNK = 64 * 1024


@contextlib.contextmanager
def only_maker(lock: int) -> Iterator[bool]:
    """Whether nobody else is at it, wherever the workers run: `lock` is the key of a lock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


@contextlib.contextmanager
def one_snapshot() -> Iterator[None]:
    """Every query sees the database as the first did."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextlib.contextmanager
def written_whole(target: Path) -> Iterator[IO[bytes]]:
    """A file to write beside the old one; it takes its place in one step, if nothing went wrong."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=target.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def marks(file: IO[bytes]) -> tuple[str, int]:
    """ETag and time of the file that is open, even if another takes its place meanwhile."""
    known = os.fstat(file.fileno())
    return f'"{known.st_mtime_ns:x}-{known.st_size:x}"', int(known.st_mtime)


def given_out(request: HttpRequest, file: IO[bytes], seconds: int, **response_options) -> HttpResponse:
    """The open file, or the part of it that was asked for, or that the reader has it already."""
    etag, modified = marks(file)
    response = FileResponse(file, **response_options)
    response["ETag"], response["Last-Modified"], response["Accept-Ranges"] = etag, http_date(modified), "bytes"
    patch_cache_control(response, public=True, max_age=seconds)
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    if answer is not response:
        file.close()
        return answer
    if request.method == "HEAD":
        response.streaming_content = ()
        return response
    return in_part(request, response, file)


def in_part(request: HttpRequest, response: FileResponse, file: IO[bytes]) -> FileResponse:
    """One range of bytes; several, or what is no range, are answered by the whole, as the standard lets us."""
    asked = ONE_PART.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", response["ETag"]) != response["ETag"]:
        return response
    size = os.fstat(file.fileno()).st_size
    first, last = bounds(*asked.groups(), size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(first)
    response.streaming_content = part_of(file, last - first + 1)
    response.status_code = 206
    response["Content-Range"], response["Content-Length"] = f"bytes {first}-{last}/{size}", last - first + 1
    return response


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """«5-9», «5-», and «-5» for the last five."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def part_of(file: IO[bytes], left: int) -> Iterator[bytes]:
    while left and (chunk := file.read(min(left, CHUNK))):
        left -= len(chunk)
        yield chunk
