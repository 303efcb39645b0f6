"""Settings become those of a site: what was set for the portal stays with its main site."""

import django.db.models.deletion
from django.db import migrations, models


def give_to_main_site(apps, schema_editor):
    main = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    kept = apps.get_model("home", "PortalSettings").objects.order_by("pk")
    first = kept.first()
    if first is None:
        return
    if main is None:
        raise RuntimeError("Settings need a main site: make one, then migrate.")
    kept.exclude(pk=first.pk).delete()
    kept.filter(pk=first.pk).update(site=main)
    settle(schema_editor)


def keep_those_of_main_site(apps, schema_editor):
    """The settings were one for the whole portal."""
    apps.get_model("home", "PortalSettings").objects.exclude(site__is_default_site=True).delete()
    settle(schema_editor)


def settle(schema_editor):
    """Check what was written now, or the table cannot be altered in the same transaction."""
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_library"),
        ("services_directory", "0005_rights_to_settlements"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.AddField(
            model_name="portalsettings",
            name="site",
            field=models.OneToOneField(
                editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
            ),
        ),
        migrations.RunPython(give_to_main_site, keep_those_of_main_site),
        migrations.AlterField(
            model_name="portalsettings",
            name="site",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="territory",
            field=models.ForeignKey(
                blank=True,
                help_text="Сайт покажет организации, услуги, программы и практики этой территории. Пусто: всех",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="services_directory.territory",
                verbose_name="территория",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="name",
            field=models.CharField(
                blank=True,
                help_text="Стоит в шапке. Пусто: «Рядом с семьёй»",
                max_length=60,
                verbose_name="название сайта",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="accent",
            field=models.CharField(
                choices=[
                    ("plum", "сливовый"),
                    ("azure", "синий"),
                    ("forest", "зелёный"),
                    ("sea", "бирюзовый"),
                    ("brick", "кирпичный"),
                ],
                default="plum",
                max_length=8,
                verbose_name="цвет",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
                verbose_name="знак",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="logo_alt",
            field=models.CharField(
                blank=True,
                help_text="Для тех, кто не видит знака: «Герб края»",
                max_length=120,
                verbose_name="что на знаке",
            ),
        ),
        migrations.AddField(
            model_name="portalsettings",
            name="contacts",
            field=models.TextField(
                blank=True,
                help_text="Учреждение, адрес, часы. Стоит внизу страниц",
                max_length=400,
                verbose_name="кто ведёт сайт",
            ),
        ),
    ]
