"""Editions that the database itself keeps as they are; who executes, who agrees, who sets the terms."""

from django.db import migrations

from portal.granting import EDIT, MODERATORS, PROGRAMMES, office_group, rights

EXECUTORS = "Исполнители программ"
MANAGE = (*EDIT, "delete")
# Rights to reports of one's own measures come from responsibility (measures.reports.rights).
GRANTS = {
    PROGRAMMES: {"report": ("view", "change"), "reportingrule": ("view",)},
    # To approve is to publish; the form of a report offers no other way to it (measures.reports.rights).
    MODERATORS: {"report": ("view", "change", "publish"), "reportingrule": MANAGE, "responsibility": MANAGE},
}
REFUSE = """
CREATE FUNCTION measures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An edition of a report is frozen: a correction is a new edition';
END $$;
CREATE TRIGGER measures_reportedition_frozen BEFORE UPDATE OR DELETE ON measures_reportedition
    FOR EACH ROW EXECUTE FUNCTION measures_refuse_change();
"""
ALLOW = """
DROP TRIGGER measures_reportedition_frozen ON measures_reportedition;
DROP FUNCTION measures_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0008_reports"), ("portal", "0002_name_of_top_collection")]
    operations = [migrations.RunSQL(REFUSE, ALLOW), office_group(EXECUTORS), rights("measures", GRANTS, approved=("report",))]
