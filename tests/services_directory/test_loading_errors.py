"""A broken file of the directory stops the load and says where it is broken."""

import shutil

import pytest

from acts.loading import load as load_acts
from portal.loading import DataError, Report
from services_directory.loading import FILES, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    return shutil.copytree(FILES, tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("territories.csv", ",71800000,", ",718,", "ОКТМО"),
        ("territories.csv", ",1,russia,71800000", ",9,russia,71800000", "level"),
        ("service_forms.csv", "slug,name,summary", "slug,name,note", "note"),
        ("category_wordings.csv", "foster,yugra-model-programme", "adopted,yugra-model-programme", "adopted"),
        ("support_levels.yaml", "months: 6", "months: полгода", "полгода"),
        ("help_kinds.yaml", "slug: medical", "slug: медицина", "адрес на сайте"),
    ],
)
def test_names_the_file_the_line_and_what_is_wrong(files, name, old, new, complaint):
    text = (files / name).read_text()
    assert old in text
    (files / name).write_text(text.replace(old, new, 1))
    load_acts(Report(lambda line: None))
    with pytest.raises(DataError) as caught:
        load(Report(lambda line: None), files)
    assert caught.value.file.name == name
    assert caught.value.line
    assert complaint in caught.value.message
