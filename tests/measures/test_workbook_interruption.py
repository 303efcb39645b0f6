"""A process killed while it loads a filled table leaves the programme as it was, and the table to load again."""

import signal

from tests.apart import apart, told  # noqa: F401

# Loads a table that renames two measures, and stops where the first has been written and nothing is committed.
CHILD = """
import sys, time
import django; django.setup()
from django.contrib.auth import get_user_model
from measures.models import Measure, WorkbookReading
from measures.workbook import saving
from measures.workbook.planning import plan
from measures.workbook.receiving import receive
from tests.admin.test_workbook import Book
from tests.measures.factories import small_programme

programme = small_programme(year_from=2016, year_to=2017)
user = get_user_model().objects.create_superuser("loader")
book = Book(programme)
for number in ("1.1", "1.2"):
    book.type("Мероприятия", number, "Название", "Наполовину")
content = receive(book.file())[1]
reading = WorkbookReading.objects.create(programme=programme, name="a.xlsx", content=content, made_by=user)
write = saving.write

def write_and_wait(*args):
    write(*args)
    print("WRITTEN", Measure.objects.filter(title="Наполовину").count(), flush=True)
    time.sleep(120)

saving.write = write_and_wait
saving.save(reading, plan(programme, content).digest, saving.How.PUBLISH, user, lambda made: None)
"""


def test_kill_nine_in_the_loading_of_a_table_leaves_nothing_of_it(apart):  # noqa: F811
    child = apart.start("-c", CHILD)
    try:
        assert told(child, "WRITTEN").split()[1] == "1", "one of two is written when the process dies"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    count = lambda query: apart.one(f"SELECT count(*) FROM {query}")  # noqa: E731
    assert count("measures_measure WHERE title = 'Наполовину'") == 0
    assert count("measures_workbookreading") == 1
    assert count("wagtailcore_revision WHERE content->>'title' = 'Наполовину'") == 0
