"""News: themes, several territories in place of one, programmes and measures, a pin, a way to leave at once."""

import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
from django.db import migrations, models


def to_many(apps, schema_editor):
    """The one territory becomes the only of several, in what is public and in every version."""
    page_model = apps.get_model("home", "NewsPage")
    link = page_model.territories.through
    placed = page_model.objects.exclude(territory=None).values_list("pk", "territory")
    link.objects.bulk_create(link(newspage_id=page, territory_id=place) for page, place in placed)
    for revision in versions(apps):
        place = revision.content.pop("territory", None)
        revision.content["territories"] = [place] if place else []
        revision.save(update_fields=["content"])
    settle(schema_editor)


def to_one(apps, schema_editor):
    """The first of them stays."""
    page_model = apps.get_model("home", "NewsPage")
    links = page_model.territories.through.objects.order_by("-pk").values_list("newspage", "territory")
    for page, place in dict(links).items():
        page_model.objects.filter(pk=page).update(territory=place)
    for revision in versions(apps):
        places = revision.content.pop("territories", [])
        revision.content["territory"] = places[0] if places else None
        revision.save(update_fields=["content"])
    settle(schema_editor)


def versions(apps):
    found = apps.get_model("wagtailcore", "Revision").objects
    return found.filter(content_type__app_label="home", content_type__model="newspage").iterator()


def settle(schema_editor):
    """A table whose links wait for their check cannot be altered."""
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0003_section_blocks'),
        ('measures', '0011_workbooks'),
        ('services_directory', '0005_rights_to_settlements'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
            ],
            options={
                'verbose_name': 'тема новостей',
                'verbose_name_plural': 'темы новостей',
            },
        ),
        migrations.AddField(
            model_name='newspage',
            name='measures',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='measures.measure', verbose_name='мероприятия программ'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='pinned_until',
            field=models.DateField(blank=True, db_index=True, help_text='По этот день новость стоит первой в списке и на главной. Пусто: не закреплена', null=True, verbose_name='закрепить до'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='programmes',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, related_name='news', to='measures.programme', verbose_name='программы'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='quick_exit',
            field=models.BooleanField(default=False, help_text='Для тем, за чтение которых могут наказать дома: насилие, уход от обидчика', verbose_name='кнопка «Быстро уйти»'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='territories',
            field=modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Кого касается. Пусто: новость для всех', related_name='news', to='services_directory.territory', verbose_name='территории'),
        ),
        migrations.CreateModel(
            name='TaggedNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='home.newspage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='home.newstag')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='newspage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='Через запятую. Две-три: по ним новости собираются в списки и ленты', through='home.TaggedNews', to='home.NewsTag', verbose_name='темы'),
        ),
        migrations.RunPython(to_many, to_one),
        migrations.RemoveField(
            model_name='newspage',
            name='territory',
        ),
    ]
