"""Files beside a report: what is taken, by what it holds; what an approval and a change at one moment may do."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.reports.files import put_away, receive

from .reporting import period_of, report_of, reported_measure, reported_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    measure = reported_measure(reported_programme())
    return report_of(measure, period_of(measure.programme))


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj", "a.pdf"),
     (archive("word/document.xml", "word/activeX/x.bin"), "a.docx"),
     (archive("word/document.xml", "word/page.html"), "a.docx"),
     (archive("word/document.xml", "word/ы.xml").replace("ы".encode(), b"\xff\xff"), "a.docx")],
    ids=["a script", "a control", "a page within", "a name that is no text"],
)  # fmt: skip
def test_a_file_that_runs_something_or_is_broken_is_refused(content, name, report):
    (fault,) = receive(report, [SimpleUploadedFile(name, content)])
    assert f"«{name}» не подходит" in fault
    assert not report.files.exists()


def test_files_change_under_the_lock_that_an_approval_takes(report):
    """Or an edition would name a file that is put away in that very moment."""
    with CaptureQueriesContext(connection) as queries:
        receive(report, [SimpleUploadedFile("Акт.pdf", b"%PDF-1.7 x")])
        put_away(report, [str(report.files.get().pk)])
    asked = [query["sql"] for query in queries]
    held = [at for at, sql in enumerate(asked) if sql.startswith("SELECT") and "FOR UPDATE" in sql]
    changed = [at for at, sql in enumerate(asked) if sql.startswith(("INSERT", "DELETE")) and "_reportfile" in sql]
    assert len(held) == len(changed) == 2
    assert held[0] < changed[0] < held[1] < changed[1]


def test_the_bytes_of_a_file_go_once_nothing_names_them(report, django_capture_on_commit_callbacks):
    receive(report, [SimpleUploadedFile("Акт.pdf", b"%PDF-1.7 x")])
    file = report.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        put_away(report, [str(file.pk)])
        assert Path(file.file.path).exists()
    assert not Path(file.file.path).exists()
