"""What tests of annexes post."""

from django.urls import reverse

from measures.annex.editing import Editing, as_posted


def post(client, reading, **changes):
    data = {name: value for name, value in as_posted(Editing(reading)).items() if value is not True}
    ticks = {name: "on" for name, value in as_posted(Editing(reading)).items() if value is True}
    return client.post(reverse("measures_annex", args=[reading.pk]), {**data, **ticks, **changes})
