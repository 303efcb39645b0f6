"""Questions with answers, kept by editors of the directory; a moderator may also take one out."""

from django.db import migrations, models

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

GRANTS = {DIRECTORY: {"precedent": EDIT}, MODERATORS: {"precedent": (*EDIT, "delete")}}


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0015_no_kept_counts'),
        ('portal', '0001_groups_and_workflow'),
    ]

    operations = [
        migrations.CreateModel(
            name='Precedent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Так, как люди пишут в строке поиска', max_length=100, unique=True, verbose_name='вопрос')),
                ('best', models.TextField(blank=True, help_text='Названия карточек и страниц, по одному в строке, лучшее — первым', verbose_name='то, что нужно')),
                ('good', models.TextField(blank=True, help_text='По одному в строке', verbose_name='поможет')),
                ('related', models.TextField(blank=True, help_text='По одному в строке', verbose_name='имеет отношение')),
                ('is_active', models.BooleanField(default=True, verbose_name='действует')),
                ('is_shipped', models.BooleanField(default=False, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True, verbose_name='изменено')),
            ],
            options={
                'verbose_name': 'пример ответа',
                'verbose_name_plural': 'примеры ответов',
                'ordering': ['words', 'pk'],
            },
        ),
        rights("search", GRANTS),
    ]
