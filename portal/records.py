"""Abstract bases of the records that editors publish. Imports no app of the portal."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import NoReverseMatch, resolve
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from portal import revealing
from portal.sites import Elsewhere, Reach, Reached, of_territory, reach_here


class PublishedQuerySet(Reached, models.QuerySet):
    """A queryset of records that may be drafts."""

    def published(self):
        return self.filter(live=True)


class Shown(NamedTuple):
    """A public record, as people call it, and the page where the public sees it."""

    record: models.Model
    name: str
    address: str


class Record(WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A record with drafts, revisions, approval and a preview on the page the public will see.

    A subclass names that page's template in `page_template`; its view and its preview share `page_context()`.
    """

    page_template: str
    # The field that ends its address, where it has one.
    address_field = "slug"
    # The way to its territory. A record that belongs to none is everybody's.
    territory_path = ""
    # Its fields that decide what of it nobody may see, where it has any.
    hidden_by: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if getattr(self, self.address_field, "") and self.is_hidden_by_another_page():
            raise ValidationError({self.address_field: _("По такому адресу уже стоит другая страница портала.")})

    def is_hidden_by_another_page(self) -> bool:
        """Whether its address leads elsewhere: a programme called «compare» would never be seen."""
        try:
            found = resolve(unquote(self.get_absolute_url()))
        except NoReverseMatch:
            return False  # what the field itself says is wrong
        return found.kwargs.get(self.address_field) != getattr(self, self.address_field)

    def page_context(self) -> dict:
        """What the record's public page shows, by the names its template uses."""
        raise NotImplementedError(f"{type(self).__name__} has no public page")

    @classmethod
    def within(cls, reach: Reach) -> models.Q:
        """Which rows the site of a territory shows."""
        return of_territory(cls.territory_path, reach) if cls.territory_path else models.Q()

    def demand_here(self) -> None:
        """As `portal.sites.demand`, by all that decides whether the site's lists have the record."""
        if reach_here() and not type(self).objects.filter(pk=self.pk).here().exists():
            raise Elsewhere

    def faults(self) -> list[str]:
        """What keeps this version from being approved, in words for the moderator."""
        return []

    def remarks(self) -> list[str]:
        """What whoever decides on this version should look at first."""
        return []

    @classmethod
    def judge(cls) -> Callable[[Sequence["Record"]], list[str]]:
        """Tells of each version what it would show to everybody that is hidden at this moment, in words, or nothing."""
        return lambda versions: [""] * len(versions)

    @classmethod
    def revealed(cls, versions: Sequence["Record"]) -> list[str]:
        """The same of versions that become public together."""
        return cls.judge()(versions)

    def reveals(self) -> str:
        """Its publication then takes a word of its own."""
        return self.revealed([self])[0]

    def shown_by_others(self) -> list[Shown]:
        """Public records that show what this version hides."""
        return []

    def publish(self, revision, user=None, **options):
        try:
            revealing.demand(self, revision, user)
        except revealing.NotAgreed as refusal:
            if user or not revision.approved_go_live_at:
                raise
            # Its day has come by itself: others that are due must not wait because of it.
            return revealing.stop(self, revision, str(refusal))
        return super().publish(revision, user=user, **options)

    def get_preview_template(self, request, mode_name):
        return self.page_template

    def get_preview_context(self, request, mode_name):
        return {"request": request, "preview": True, **self.page_context()}


class Sourced(models.Model):
    """Where a fact comes from: the act and the place in it."""

    source_act = models.ForeignKey(
        "acts.LegalAct", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("акт-источник")
    )
    source_place = models.CharField(
        _("место в акте"), max_length=255, blank=True, help_text=_("Приложение, раздел, пункт")
    )

    class Meta:
        abstract = True


def checked_on_a_day(model: str) -> models.CheckConstraint:
    """A model with a `Meta` of its own names it there: Django hands constraints down to none."""
    return models.CheckConstraint(
        name=f"{model}_checked_on_a_day",
        condition=models.Q(verified_by="") | models.Q(verified_on__isnull=False),
        violation_error_message=_("Укажите, когда проверили: без даты проверка не считается."),
    )


class Verified(models.Model):
    """Who checked the record against reality, and when. Never filled from the date of an edit."""

    verified_on = models.DateField(_("проверено"), null=True, blank=True)
    verified_by = models.CharField(
        _("кем проверено"), max_length=255, blank=True, help_text=_("Должность и организация, без фамилии")
    )
    next_review_on = models.DateField(_("проверить снова"), null=True, blank=True, db_index=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.verified_on and self.next_review_on and self.next_review_on <= self.verified_on:
            raise ValidationError({"next_review_on": _("Следующая проверка должна быть позже последней.")})
        if self.verified_by and not self.verified_on:
            raise ValidationError({"verified_on": _("Укажите, когда проверили: без даты проверка не считается.")})
