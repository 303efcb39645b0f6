"""Answers are prepared by those who keep the programmes; moderators publish them."""

from django.db import migrations

from portal.granting import MODERATORS, PROGRAMMES, rights

ANSWER = ("view", "change")
GRANTS = {
    PROGRAMMES: {"question": ANSWER},
    MODERATORS: {"question": (*ANSWER, "publish"), "questionrules": ("change",)},
}


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_questions"), ("portal", "0001_groups_and_workflow")]
    operations = [rights("questions", GRANTS)]
