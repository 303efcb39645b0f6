"""An upload that could not be written to its end leaves nothing behind; one that could is as Django keeps it."""

import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from portal.uploads.whole import WholeFileStorage, private_storage


@contextmanager
def room_for(size: int):
    """The kernel cuts a file off there, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def storage(tmp_path):
    return WholeFileStorage(tmp_path / "media", file_permissions_mode=0o640, directory_permissions_mode=0o700)


def files(storage) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in Path(storage.location).rglob("*") if path.is_file()}


def test_a_file_cut_off_in_the_middle_leaves_nothing(storage):
    with room_for(4096), pytest.raises(OSError, match="File too large"):
        storage.save("documents/order.pdf", ContentFile(b"x" * 100_000))
    assert files(storage) == {}


def test_a_large_upload_from_another_place_leaves_nothing_either(storage):
    upload = TemporaryUploadedFile("order.pdf", "application/pdf", 100_000, None)
    upload.write(b"x" * 100_000)
    with room_for(4096), pytest.raises(OSError, match="File too large"):
        storage.save("documents/order.pdf", upload)
    assert files(storage) == {}


def test_a_whole_file_is_kept_under_its_name_and_with_its_rights(storage, tmp_path):
    name = storage.save("documents/order.pdf", ContentFile(b"x" * 100_000))
    assert files(storage) == {"order.pdf": 100_000}
    assert (tmp_path / "media" / name).stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "media").stat().st_mode & 0o777 == 0o700


def test_a_second_file_of_that_name_takes_no_place_of_the_first(storage):
    first = storage.save("order.txt", ContentFile("Первый"))
    second = storage.save("order.txt", ContentFile("Второй"))
    assert first != second
    assert storage.open(first).read().decode() == "Первый"


def test_uploads_public_and_private_lie_so():
    assert isinstance(storages["default"], WholeFileStorage)
    assert isinstance(private_storage(), WholeFileStorage)
