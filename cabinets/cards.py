"""The cards of an institution as its people see them: what is public, what waits, what came back, what is missing."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from services_directory.completeness import missing_facts, with_facts
from services_directory.models import Location, Phone, Provider, Service
from services_directory.models.verification import verification_rules
from services_directory.ownership import own_providers

# An institution has few cards; the rest of a large one are in the lists.
MOST_SHOWN = 100
# Of what is missing, so many are named; the law asks for dozens.
MOST_GAPS = 5


@dataclass
class Card:
    """A record, where its edit stands, and what is amiss with it."""

    record: Model
    state: WorkflowState | None
    gaps: list[str] = field(default_factory=list)

    @property
    def edit_url(self) -> str:
        return self.url_of("edit")

    @property
    def history_url(self) -> str:
        """Where an earlier version is compared and brought back."""
        return self.url_of("history")

    @property
    def anchor(self) -> str:
        return f"{self.record._meta.model_name}-{self.record.pk}"

    def url_of(self, view: str) -> str:
        return reverse(self.record.snippet_viewset.get_url_name(view), args=[quote(self.record.pk)])

    @property
    def duties_url(self) -> str:
        """What the law makes the institution tell, fact by fact."""
        return (
            reverse("directory_openness_provider", args=[self.record.pk]) if isinstance(self.record, Provider) else ""
        )

    @property
    def public_url(self) -> str:
        public = self.record.live and hasattr(self.record, "get_absolute_url")
        return self.record.get_absolute_url() if public else ""

    @property
    def review_url(self) -> str:
        return reverse("portal_edit_review", args=[self.state.pk]) if self.state else ""

    @property
    def first_gaps(self) -> list[str]:
        return self.gaps[:MOST_GAPS]

    @property
    def more_gaps(self) -> int:
        return len(self.gaps[MOST_GAPS:])

    @property
    def is_returned(self) -> bool:
        return bool(self.state) and self.state.status == WorkflowState.STATUS_NEEDS_CHANGES

    @property
    def is_waiting(self) -> bool:
        return bool(self.state) and not self.is_returned

    @property
    def is_unsent(self) -> bool:
        return not self.state and (self.record.has_unpublished_changes or not self.record.live)

    @property
    def answer(self) -> TaskState | None:
        """What the moderator said when sending the edit back."""
        return self.state.current_task_state if self.is_returned else None

    @property
    def is_overdue(self) -> bool:
        due = getattr(self.record, "next_review_on", None)
        return due is not None and due < localdate()

    @property
    def is_unchecked(self) -> bool:
        return self.record.live and getattr(self.record, "verified_on", self) is None

    @property
    def is_due_soon(self) -> bool:
        due = getattr(self.record, "next_review_on", None)
        return due is not None and due <= localdate() + timedelta(days=verification_rules().first_reminder)

    @property
    def check_url(self) -> str:
        """Where it is confirmed as it stands; a card that is due or was never checked waits for that."""
        waits = self.record.live and (self.is_due_soon or self.is_unchecked)
        return reverse("directory_checked_today", args=[self.record._meta.model_name]) if waits else ""


@dataclass
class Institution:
    """A provider with its places and services."""

    card: Card
    places: list[Card]
    services: list[Card]

    @property
    def cards(self) -> list[Card]:
        return [self.card, *self.places, *self.services]


def institutions(user) -> list[Institution]:
    """Those where the user works, the cards of all read together."""
    own = own_providers(user)
    providers = with_states(with_facts(Provider.objects.filter(pk__in=own)).order_by("part_of", "name"))
    no_phone = ~Exists(Phone.objects.filter(location=OuterRef("pk")))
    places = with_states(
        Location.objects.filter(provider__in=own).select_related("territory").annotate(no_phone=no_phone)
    )
    services = with_states(Service.objects.filter(provider__in=own))
    for card in providers:
        card.gaps = [str(fact.label) for fact in missing_facts(card.record)]
    for card in places:
        card.gaps = [_("телефон")] if card.record.no_phone else []
    return [Institution(card, of(card.record, places), of(card.record, services)) for card in providers]


def of(provider: Provider, cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.record.provider_id == provider.pk]


def with_states(records: QuerySet) -> list[Card]:
    found = list(records[:MOST_SHOWN])
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(records.model),
        object_id__in=[str(record.pk) for record in found],
    )
    known = {state.object_id: state for state in states.select_related("current_task_state__finished_by")}
    return [Card(record, known.get(str(record.pk))) for record in found]
