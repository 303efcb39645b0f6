"""Secrets of second factors were kept as they are."""

from django.db import migrations

from staff.sealing import change_all, seal_anew, unseal


def seal_all(apps, schema_editor):
    change_all(apps.get_model("mfa", "Authenticator").objects, seal_anew)


def unseal_all(apps, schema_editor):
    change_all(apps.get_model("mfa", "Authenticator").objects, unseal)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, unseal_all)]
