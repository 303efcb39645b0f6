"""A municipality of a made-up region says so itself, whoever is asked."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

MUNICIPALITY = 2


def as_their_regions(apps, schema_editor):
    territories = apps.get_model("services_directory", "Territory").objects
    region = territories.filter(pk=OuterRef("parent")).values("is_fictional")
    territories.filter(level=MUNICIPALITY).update(is_fictional=Subquery(region))


class Migration(migrations.Migration):
    dependencies = [("services_directory", "0011_code_length_of_phones")]

    operations = [migrations.RunPython(as_their_regions, migrations.RunPython.noop, elidable=True)]
