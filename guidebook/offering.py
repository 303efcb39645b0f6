"""What a reader who has chosen is told: here it is, it is being made, or why there is none."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .choosing import MOST_SERVICES, Choice
from .keeping import begun, kept, note_wanted
from .making import ask_for_new, is_under_way
from .models import Guide


class State(Enum):
    READY = "ready"
    MAKING = "making"
    FAILED = "failed"
    BUSY = "busy"
    EMPTY = "empty"
    THICK = "thick"


@dataclass(frozen=True)
class Offer:
    choice: Choice
    state: State
    guide: Guide | None = None

    @property
    def megabytes(self) -> Decimal:
        return round(Decimal(self.guide.size) / 1_000_000, 1)

    @property
    def is_renewed(self) -> bool:
        """What is ready may be taken, and a newer one is on its way."""
        return self.state == State.READY and is_under_way(self.guide)


def offer(choice: Choice) -> Offer:
    """Its making is begun where it is needed."""
    guide = kept(choice)
    is_ready = guide is not None and guide.is_ready
    if not is_ready and (hindrance := hindrance_to(choice)):
        return Offer(choice, hindrance)
    guide = guide or begun(choice)
    if guide is None:
        return Offer(choice, State.BUSY)
    note_wanted(guide)
    ask_for_new(guide, is_ready)
    return Offer(choice, state_of(guide, is_ready or guide.is_ready), guide)


def state_of(guide: Guide, is_ready: bool) -> State:
    if is_ready:
        return State.READY
    return State.FAILED if guide.state == Guide.State.FAILED else State.MAKING


def hindrance_to(choice: Choice) -> State | None:
    if choice.services()[: MOST_SERVICES + 1].count() > MOST_SERVICES:
        return State.THICK
    return None if choice.providers().exists() else State.EMPTY
