"""Give a fresh installation its home page and site in place of Wagtail's welcome page."""

from django.db import migrations

PORT = 80


def create_home(apps, schema_editor):
    """The tree below Wagtail's root is laid by hand: historical models know nothing of treebeard."""
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    if site_model.objects.exclude(root_page__slug="home", root_page__depth=2).exists():
        return
    root = page_model.objects.get(depth=1)
    page_model.objects.filter(slug="home", depth=2, numchild=0, content_type__model="page").delete()
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    last = page_model.objects.filter(depth=2).order_by("path").last()
    step = int(last.path[-4:], 36) + 1 if last else 1
    home = apps.get_model("home", "HomePage").objects.create(
        title="Социальное сопровождение семей",
        draft_title="Социальное сопровождение семей",
        slug="home",
        content_type=content_type,
        path=f"{root.path}{base36(step):0>4}",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=root.locale,
        live=True,
    )
    root.numchild = page_model.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    site_model.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": PORT, "root_page": home}
    )


def remove_home(apps, schema_editor):
    """Put Wagtail's own bare page back where ours stood, unless pages were made below ours."""
    page_model = apps.get_model("wagtailcore", "Page")
    home = apps.get_model("home", "HomePage").objects.filter(depth=2, slug="home").first()
    if home is None:
        return
    content_type = apps.get_model("contenttypes", "ContentType").objects.get(app_label="wagtailcore", model="page")
    page_model.objects.filter(pk=home.pk).update(content_type=content_type, title="Welcome", draft_title="Welcome")
    home.delete(keep_parents=True)


def base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[number] if number < 36 else base36(number // 36) + digits[number % 36]


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(create_home, remove_home)]
