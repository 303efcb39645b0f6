"""Who may do what in the back office, and the approval that every publication passes.

Wagtail's own «Editors», «Moderators» and their workflow become ours, so that nothing named in English is left.
"""

from django.db import migrations

from portal.granting import DIRECTORY, EDIT, MODERATORS, PROGRAMMES, PUBLICATIONS, WORKFLOW, permission

RENAMED_GROUPS = {"Editors": PUBLICATIONS, "Moderators": MODERATORS}
RENAMED_WORKFLOW = ("Moderators approval", WORKFLOW)
RENAMED_ROOT = ("Root", "Все страницы")

# Records with drafts: an editor adds and changes them, a moderator publishes.
DIRECTORY_RECORDS = ["provider", "location", "service", "practice", "familycategory"]
PROGRAMME_RECORDS = ["programme", "measure", "indicator"]
RECORDS = [
    *(("services_directory", model) for model in DIRECTORY_RECORDS),
    *(("measures", model) for model in PROGRAMME_RECORDS),
    ("acts", "legalact"),
]
# Words by which records are sorted. They have no drafts: what is saved is public, so only a moderator changes them.
DIRECTORY_WORDS = ["helpkind", "serviceform", "supportlevel", "supportrule", "territory"]
WORDS = [*(("services_directory", model) for model in DIRECTORY_WORDS), ("measures", "fundingsource")]

GRANTS = {
    PUBLICATIONS: {("wagtailadmin", "admin"): ["access"]},
    DIRECTORY: {
        ("wagtailadmin", "admin"): ["access"],
        **{("services_directory", model): EDIT for model in DIRECTORY_RECORDS},
        **{("services_directory", model): ["view"] for model in DIRECTORY_WORDS},
        ("acts", "legalact"): ["view"],
    },
    PROGRAMMES: {
        ("wagtailadmin", "admin"): ["access"],
        **{("measures", model): EDIT for model in PROGRAMME_RECORDS},
        ("measures", "fundingsource"): ["view"],
        ("acts", "legalact"): EDIT,
    },
    MODERATORS: {
        ("wagtailadmin", "admin"): ["access"],
        **{record: [*EDIT, "delete", "publish"] for record in RECORDS},
        **{word: [*EDIT, "delete"] for word in WORDS},
        ("home", "portalsettings"): ["change"],
        ("wagtailredirects", "redirect"): [*EDIT, "delete"],
    },
}
# Images and documents of the whole library.
COLLECTION_GRANTS = {
    group: {("wagtailimages", "image"): ["add", "choose"], ("wagtaildocs", "document"): ["add", "choose"]}
    for group in (PUBLICATIONS, DIRECTORY, PROGRAMMES)
}
COLLECTION_GRANTS[MODERATORS] = {
    ("wagtailimages", "image"): ["add", "change", "choose"],
    ("wagtaildocs", "document"): ["add", "change", "choose"],
}


def set_up(apps, schema_editor):
    groups = make_groups(apps)
    for name, grants in GRANTS.items():
        groups[name].permissions.set(
            permission(apps, *record, action) for record, actions in grants.items() for action in actions
        )
    open_pages(apps, groups)
    open_collections(apps, groups)
    make_workflow(apps, groups[MODERATORS])
    rename_root(apps, *RENAMED_ROOT)


def make_groups(apps):
    group_model = apps.get_model("auth", "Group")
    for old, new in RENAMED_GROUPS.items():
        group_model.objects.filter(name=old).update(name=new)
    return {name: group_model.objects.get_or_create(name=name)[0] for name in GRANTS}


def open_pages(apps, groups):
    """Pages of the whole tree: an editor writes, a moderator publishes."""
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    allowed = {PUBLICATIONS: ["add", "change"], MODERATORS: ["add", "change", "publish", "lock", "unlock"]}
    for name, actions in allowed.items():
        for action in actions:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=groups[name], page=root, permission=permission(apps, "wagtailcore", "page", action)
            )


def open_collections(apps, groups):
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    grants = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    grants.filter(group__in=groups.values()).delete()
    for name, models in COLLECTION_GRANTS.items():
        for record, actions in models.items():
            for action in actions:
                grants.create(group=groups[name], collection=root, permission=permission(apps, *record, action))


def make_workflow(apps, moderators):
    """One approval, by any moderator, for every page and record."""
    old, new = RENAMED_WORKFLOW
    task = approval_task(apps, old, new)
    task.groups.set([moderators])
    workflow_model = apps.get_model("wagtailcore", "Workflow")
    workflow_model.objects.filter(name=old).update(name=new)
    workflow, _ = workflow_model.objects.get_or_create(name=new, defaults={"active": True})
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})
    content_types = apps.get_model("contenttypes", "ContentType").objects
    for app_label, model in RECORDS:
        content_type, _ = content_types.get_or_create(app_label=app_label, model=model)
        apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


def approval_task(apps, old, new):
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    task_model.objects.filter(name=old).update(name=new)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    return task_model.objects.get_or_create(name=new, defaults={"active": True, "content_type": content_type})[0]


def rename_root(apps, old, new):
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=old).update(title=new, draft_title=new)


def take_back(apps, schema_editor):
    """Wagtail's groups and workflow get their names back; what only we made goes."""
    rename_root(apps, *reversed(RENAMED_ROOT))
    old, new = RENAMED_WORKFLOW
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(workflow__name=new).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=new).update(name=old)
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name=new).update(name=old)
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=[DIRECTORY, PROGRAMMES]).delete()
    access = permission(apps, "wagtailadmin", "admin", "access")
    for was, now in RENAMED_GROUPS.items():
        for group in groups.filter(name=now):
            group.permissions.set([access])
        groups.filter(name=now).update(name=was)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(set_up, take_back)]
