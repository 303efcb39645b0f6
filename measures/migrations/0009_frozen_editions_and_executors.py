"""Editions that the database itself keeps as they are; who executes, who agrees, who sets the terms."""

from importlib import import_module

from django.db import migrations

permission = import_module("portal.migrations.0001_groups_and_workflow").permission

EXECUTORS, PROGRAMMES, MODERATORS = "Исполнители программ", "Редакторы программ", "Модераторы"
WORKFLOW = "Проверка модератором"
MANAGE = ("view", "add", "change", "delete")
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


def grant(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    executors, _ = groups.get_or_create(name=EXECUTORS)
    executors.permissions.set([permission(apps, "wagtailadmin", "admin", "access")])
    for name, grants in GRANTS.items():
        groups.get(name=name).permissions.add(
            *(permission(apps, "measures", model, action) for model, actions in grants.items() for action in actions)
        )
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="measures", model="report"
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
        content_type=content_type, defaults={"workflow": apps.get_model("wagtailcore", "Workflow").objects.get(name=WORKFLOW)}
    )


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=EXECUTORS).delete()
    models = {model for grants in GRANTS.values() for model in grants}
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="measures", content_type__model__in=models
    ).delete()
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
        content_type__app_label="measures", content_type__model="report"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("measures", "0008_reports"), ("portal", "0002_name_of_top_collection")]
    operations = [migrations.RunSQL(REFUSE, ALLOW), migrations.RunPython(grant, take_back)]
