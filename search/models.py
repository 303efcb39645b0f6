"""The search index: one narrow table for everything public, its facet terms, counts and suggestions.

Nothing here is edited by people; search.indexing writes it, search.query reads it.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Repeat
from django.utils.translation import gettext_lazy as _

from search.precedents.models import Learned, Precedent, Renaming  # noqa: F401, models of this app
from search.wording.models import IndexedWord, SynonymGroup  # noqa: F401, models of this app

# Four rows of so many bits fill a page of the database.
CHUNK = 15_000


class Section(models.TextChoices):
    """What visitors narrow the search to."""

    SERVICE = "service", _("Услуги")
    PROVIDER = "provider", _("Организации")
    MEASURE = "measure", _("Мероприятия программ")
    PAGE = "page", _("Страницы и документы")


class Type(models.TextChoices):
    """What an entry stands for; a type knows the section that it is shown in."""

    SERVICE = "service", _("Услуга")
    PROVIDER = "provider", _("Организация")
    CATEGORY = "category", _("Категория семей")
    PRACTICE = "practice", _("Практика")
    PROGRAMME = "programme", _("Программа")
    MEASURE = "measure", _("Мероприятие программы")
    PAGE = "page", _("Страница")
    ACT = "act", _("Правовой акт")
    SITUATION = "situation", _("Права семьи")

    @property
    def section(self) -> Section:
        return SECTION_OF[self]


SECTION_OF = {each: Section(each) if each in Section.values else Section.PAGE for each in Type}


@SearchVectorField.register_lookup
class Meets(models.Lookup):
    """`terms__meets="'#3' & 'семья'"`: a tsquery as it is written, without a parser that would change it."""

    lookup_name = "meets"

    def get_prep_lookup(self):
        return self.rhs

    def as_sql(self, compiler, connection):
        vector, vector_params = self.process_lhs(compiler, connection)
        return f"{vector} @@ %s::tsquery", [*vector_params, self.rhs]


class SearchEntry(models.Model):
    """A public thing that can be found.

    `terms` holds words and facet terms as lexemes of one GIN index (search.vector says how). Ids of those that its card
    shows stand in two columns too, as text, «3 17».
    """

    type = models.CharField(max_length=10, choices=Type)
    object_id = models.BigIntegerField()
    rank = models.SmallIntegerField(help_text="Static; more is better")
    territories = models.TextField(db_collation="C")
    traits = models.TextField(db_collation="C")
    places = models.TextField(db_collation="C", db_default="", help_text="Ids of those that have a public point")
    sort_name = models.CharField(max_length=255, db_collation="C")
    terms = SearchVectorField()
    card = models.JSONField(help_text="What a result shows: title, url, summary, facts")
    # PostgreSQL looks for what it could keep out of line only in rows longer than 2,000 bytes, and most are shorter.
    # This makes it look; itself it shrinks to 31 bytes. Who looks for what is near reads 250 bytes of a row, not 2,000.
    padding = models.TextField(db_default=Repeat(models.Value(" "), 2040))

    class Meta:
        constraints = [models.UniqueConstraint(name="searchentry_unique_object", fields=["type", "object_id"])]
        indexes = [
            # Without the pending list, a reader never pays for what a writer left undone.
            GinIndex(name="searchentry_terms", fields=["terms"], fastupdate=False),
            models.Index("type", "sort_name", "object_id", name="searchentry_by_name"),
        ]

    def __str__(self):
        return self.card["title"]


class SearchTerm(models.Model):
    """A value of a facet. Its words stand for the words of every entry that has it."""

    class Group(models.TextChoices):
        TERRITORY = "territory", _("Территория")
        KIND = "kind", _("Вид помощи")
        CATEGORY = "category", _("Кому нужна помощь")
        FORM = "form", _("Как помогают")
        PRICE = "price", _("Сколько стоит")
        AGE = "age", _("Возраст ребёнка")

    group = models.CharField(max_length=10, choices=Group)
    source = models.CharField(max_length=20, help_text="What its own table knows it by")
    value = models.CharField(max_length=80, help_text="What it is called in addresses")
    label = models.CharField(max_length=255)
    position = models.IntegerField(default=0)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    is_everywhere = models.BooleanField(default=False, help_text="The country: what has it belongs to every territory")
    is_public = models.BooleanField(default=True)
    words = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="searchterm_unique_source", fields=["group", "source"]),
        ]
        indexes = [
            models.Index(name="searchterm_value", fields=["group", "value"]),
            GinIndex(name="searchterm_words", fields=["words"]),
        ]

    def __str__(self):
        return self.label


class SearchPosting(models.Model):
    """Which entries of a chunk have a lexeme: bit n of chunk c, from the lowest of its first byte, stands for the entry
    c * CHUNK + n.

    Common words, facet terms and sections have postings, and so has `""`, which every entry has. They say what was
    when they were written; SearchChange names the entries that have changed since. search.postings writes them.
    """

    lexeme = models.TextField(db_collation="C")
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(name="searchposting_unique", fields=["lexeme", "chunk"])]
        indexes = [models.Index("chunk", name="searchposting_chunk")]

    def __str__(self):
        return f"{self.lexeme} {self.chunk}"


class SearchCalendar(models.Model):
    """A schedule that some place keeps, each different one once; entries bear it as «~» and its id. Never changed."""

    digest = models.CharField(max_length=40, unique=True)
    data = models.TextField(help_text="search.calendars writes and reads it")

    def __str__(self):
        return self.data


class SearchChange(models.Model):
    """An entry written or taken out since the postings were: a trigger notes it, a question looks it up itself."""

    entry = models.BigIntegerField()

    def __str__(self):
        return str(self.entry)


class SearchState(models.Model):
    """Other rows whenever facet terms or postings have been written: who keeps them in memory compares.

    Triggers replace the row, seldom more than one. No writer waits for another, and no id ever comes again.
    """

    id = models.UUIDField(primary_key=True, db_default=RandomUUID())

    def __str__(self):
        return str(self.id)


class SearchSuggestion(models.Model):
    """What may follow the first letters: a label under each key that people may start with."""

    key = models.CharField(max_length=255, db_collation="C")
    label = models.CharField(max_length=255)
    url = models.CharField(max_length=1000)
    kind = models.CharField(max_length=10, help_text="A type of entry, or «kind» of help")
    object_id = models.BigIntegerField(null=True, help_text="Empty: the label stands for every service of that name")
    weight = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="searchsuggestion_unique", fields=["kind", "key", "label", "object_id"], nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(name="searchsuggestion_key", fields=["kind", "key"]),
            models.Index(name="searchsuggestion_object", fields=["kind", "object_id"]),
        ]

    def __str__(self):
        return self.label
