"""Moderators say which sites may show the portal's frames."""

from django.db import migrations

from portal.granting import EDIT, MODERATORS, rights


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_embed_hosts"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("sharing", {MODERATORS: {"embedhost": (*EDIT, "delete")}})]
