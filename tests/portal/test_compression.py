"""A page is packed as Django packs it; what is packed already is left alone."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory

from portal.middleware import Compression

LONG = "Кто поможет семье. ".encode() * 100


def answered(by: type[GZipMiddleware], response: HttpResponse, accepted: str = "br, gzip") -> HttpResponse:
    return by(lambda request: response)(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


def told(response: HttpResponse) -> dict[str, str]:
    """Its headers; how long it is differs by chance."""
    return {name: value for name, value in response.items() if name != "Content-Length"}


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "identity", ""])
@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (LONG, {}),
        (LONG, {"ETag": '"a"', "Vary": "Cookie"}),
        (LONG, {"ETag": 'W/"a"'}),
        (LONG, {"Content-Encoding": "br"}),
        (b"short", {"ETag": '"a"'}),
        (bytes(range(256)), {}),
    ],
)
def test_all_that_is_said_of_it_is_what_django_says(content, headers, accepted):
    ours, djangos = (
        answered(by, HttpResponse(content, headers=headers), accepted) for by in (Compression, GZipMiddleware)
    )
    assert told(ours) == told(djangos)
    assert int(ours.get("Content-Length", len(ours.content))) == len(ours.content)


def test_it_is_unpacked_as_it_was():
    packed = answered(Compression, HttpResponse(LONG)).content
    assert len(packed) < len(LONG) / 4
    assert gzip.decompress(packed) == LONG


def test_its_length_tells_nothing():
    assert len({len(answered(Compression, HttpResponse(LONG)).content) for _each in range(20)}) > 1


def test_what_is_packed_already_is_left_alone():
    response = answered(Compression, HttpResponse(LONG, content_type="application/pdf"))
    assert response.content == LONG
    assert not response.has_header("Content-Encoding")


def test_a_stream_is_packed_too():
    response = answered(Compression, StreamingHttpResponse([LONG, LONG]))
    assert gzip.decompress(b"".join(response.streaming_content)) == LONG * 2
