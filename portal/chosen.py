"""Choosers that keep the number of a record and read nothing of it.

A stock chooser reads the whole record as soon as its stream is looked at: one query for each kind of block and each of
its fields. A live block reads what it shows by itself, once for all blocks of a page, and needs but the number.
"""

from django.db import DEFAULT_DB_ALIAS
from django.utils.functional import cached_property
from wagtail.blocks import PageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.gathering import AMONG, Gathering


class KeyOnly:
    """Mixed into a chooser: the record that is chosen, all its fields deferred."""

    def to_python(self, value):
        key = self.model_class._meta.pk.attname
        return None if value is None else self.model_class.from_db(DEFAULT_DB_ALIAS, [key], [value])

    def bulk_to_python(self, values):
        return [self.to_python(value) for value in values]

    def still_there(self, value):
        """The record itself, unless it has been deleted since."""
        return value and self.model_class._default_manager.filter(pk=value.pk).first()

    def get_form_state(self, value):
        return super().get_form_state(self.still_there(value))

    def render_basic(self, value, context=None):
        return super().render_basic(self.still_there(value), context=context)


class ActBlock(SnippetChooserBlock):
    """An act, with what naming it takes: those of a stream in one query, whose SQL is made once."""

    @cached_property
    def acts(self) -> Gathering:
        shown = "slug", "kind", "title", "number", "date"
        return Gathering(lambda: self.model_class.objects.filter(pk__in=AMONG).only(*shown))

    def bulk_to_python(self, values):
        keys = {value for value in values if value}
        found = {act.pk: act for act in self.acts(list(keys))} if keys else {}
        return [found.get(value) for value in values]


class RecordKeyBlock(KeyOnly, SnippetChooserBlock):
    pass


class PageKeyBlock(KeyOnly, PageChooserBlock):
    pass


# To migrations an act's chooser is what it is to the form: Wagtail's own.
DECONSTRUCT_ALIASES = {ActBlock: "wagtail.snippets.blocks.SnippetChooserBlock"}
