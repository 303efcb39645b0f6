"""The database holds what forms and imports already ask for. Who checked a card, without a day, never counted."""

import django.core.validators
from django.db import migrations, models


def forget_checks_without_a_day(apps, schema_editor):
    for name in ("Provider", "Service"):
        apps.get_model("services_directory", name).objects.filter(verified_on=None).exclude(verified_by="").update(
            verified_by=""
        )


class Migration(migrations.Migration):

    dependencies = [
        ('acts', '0002_editions_and_articles'),
        ('services_directory', '0009_names_of_closing'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.RunPython(forget_checks_without_a_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='phone',
            name='number',
            field=models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^\\+7[0-9]{10}\\Z', 'Телефон пишется как +7 и десять цифр, без пробелов.')], verbose_name='телефон'),
        ),
        migrations.AlterField(
            model_name='provider',
            name='inn',
            field=models.CharField(blank=True, max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]{10}|[0-9]{12})\\Z', 'ИНН — 10 или 12 цифр.')], verbose_name='ИНН'),
        ),
        migrations.AlterField(
            model_name='provider',
            name='ogrn',
            field=models.CharField(blank=True, max_length=15, validators=[django.core.validators.RegexValidator('^([0-9]{13}|[0-9]{15})\\Z', 'ОГРН — 13 или 15 цифр.')], verbose_name='ОГРН'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('published_on', None), ('published_on__gte', models.F('changed_on')), _connector='OR'), name='disclosure_days_in_order', violation_error_message='Опубликовать раньше, чем изменилось, нельзя.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('issued_on', None), ('valid_until', None), ('valid_until__gte', models.F('issued_on')), _connector='OR'), name='licence_days_in_order', violation_error_message='Лицензия не может кончиться раньше, чем выдана.'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^\\+7[0-9]{10}$')), name='phone_is_whole', violation_error_message='Телефон пишется как +7 и десять цифр, без пробелов.'),
        ),
        migrations.AddConstraint(
            model_name='practicefigure',
            constraint=models.CheckConstraint(condition=models.Q(('source_act__isnull', False), models.Q(('source_place', ''), _negated=True), _connector='OR'), name='practicefigure_has_a_source', violation_error_message='Назовите акт или отчёт, в котором это число опубликовано.'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by', ''), ('verified_on__isnull', False), _connector='OR'), name='provider_checked_on_a_day', violation_error_message='Укажите, когда проверили: без даты проверка не считается.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('places_free', None), ('places_total', None)), ('places_as_of__isnull', False), _connector='OR'), name='service_places_of_a_day', violation_error_message='Укажите, на какую дату названы места.'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by', ''), ('verified_on__isnull', False), _connector='OR'), name='service_checked_on_a_day', violation_error_message='Укажите, когда проверили: без даты проверка не считается.'),
        ),
    ]
