"""A process killed while it saves an agreed annex leaves nothing half-done, and what was typed can be sent again."""

import signal

from tests.apart import apart, told  # noqa: F401

SET_UP = """
import sys, time
import django; django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from measures.annex import saving
from measures.annex.editing import Editing, as_posted
from measures.models import AnnexReading, Measure

TYPED = {"m-0-title": "Набрано рукой"}
ADDRESS = lambda reading: reverse("measures_annex", args=[reading.pk])

def signed_in():
    client = Client()
    client.force_login(get_user_model().objects.get(username="editor"))
    return client

def agreed(reading):
    return signed_in().post(ADDRESS(reading), as_posted(Editing(reading)) | {"save": "1", **TYPED})
"""
# Reads an annex of two measures, agrees to it, and stops where the first is written and nothing is committed.
KILLED = f"""{SET_UP}
from tests.factories import FundingSourceFactory, ProgrammeFactory

get_user_model().objects.create_superuser("editor")
FundingSourceFactory(code="fund", name="Фонд")
draft = ProgrammeFactory(live=False)
text = (
    "№\\tМероприятие\\tИсполнитель\\tСрок\\tСредства Фонда, руб.\\n1\\tКлуб\\tЦентр\\t2024\\t100\\n"
    "2\\tХор\\tЦентр\\t2024\\t200\\n\\tИтого\\t\\t\\t300"
)
signed_in().post(reverse("measures_annexes"), {{"programme": draft.pk, "text": text}})
save = saving.Saving.save_measure

def save_and_wait(self, *args):
    save(self, *args)
    print("WRITTEN", Measure.objects.filter(title="Набрано рукой").count(), flush=True)
    time.sleep(120)

saving.Saving.save_measure = save_and_wait
agreed(AnnexReading.objects.get())
"""
AGAIN = f"""{SET_UP}
TYPED = {{}}  # what was kept
print("SENT", agreed(AnnexReading.objects.get()).status_code, flush=True)
"""


def test_kill_nine_in_the_saving_of_an_annex_leaves_it_to_be_sent_again(apart):  # noqa: F811
    apart.environment["ALLOWED_HOSTS"] = "testserver"
    child = apart.start("-c", KILLED)
    try:
        assert told(child, "WRITTEN").split()[1] == "1", "one of two is written when the process dies"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    count = lambda query: apart.one(f"SELECT count(*) FROM {query}")  # noqa: E731
    for nothing in (
        "measures_measure", "measures_budgetline", "measures_executor", "measures_statedtotal",
        "wagtailcore_revision", "wagtailcore_modellogentry WHERE content_type_id IN"
        " (SELECT id FROM django_content_type WHERE app_label = 'measures')",
    ):  # fmt: skip
        assert count(nothing) == 0, nothing
    kept = "measures_annexreading WHERE content->'measures'->0->>'title' = 'Набрано рукой'"
    assert count(kept) == 1, "what was typed stands, though nothing of it is in the programme"
    again = apart.start("-c", AGAIN)
    assert told(again, "SENT").split()[1] == "302"
    again.wait(30)
    assert count("measures_measure WHERE title = 'Набрано рукой'") == 1
    assert (count("measures_measure"), count("measures_annexreading")) == (2, 0)
