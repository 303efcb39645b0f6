"""The database holds what the form of a date already asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_body_blocks'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='eventdate',
            constraint=models.CheckConstraint(condition=models.Q(('ends_day', None), ('ends_day__gte', models.F('day')), _connector='OR'), name='eventdate_days_in_order', violation_error_message='Последний день раньше первого.'),
        ),
        migrations.AddConstraint(
            model_name='eventdate',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('starts_at__isnull', False), _connector='OR'), name='eventdate_ends_what_begins', violation_error_message='Указан конец, а начала нет.'),
        ),
    ]
