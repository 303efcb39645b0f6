"""What cards are called now that examples know by another title."""

from django.db import migrations, models

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {DIRECTORY: {"renaming": EDIT}, MODERATORS: {"renaming": (*EDIT, "delete")}}


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0016_answered_questions'),
        ('portal', '0001_groups_and_workflow'),
    ]

    operations = [
        migrations.CreateModel(
            name='Renaming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.CharField(help_text='Как карточку называют примеры ответов', max_length=1000, unique=True, verbose_name='прежнее название')),
                ('new', models.CharField(help_text='Как карточка или страница называется теперь, целиком', max_length=500, verbose_name='новое название')),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True, verbose_name='изменено')),
            ],
            options={
                'verbose_name': 'новое название карточки',
                'verbose_name_plural': 'новые названия карточек',
                'ordering': ['old', 'pk'],
            },
        ),
        rights("search", GRANTS),
    ]
