"""How well the search hears that somebody may be in danger: what it misses, and where it alarms for nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.relevance.judging import HELD_OUT, TUNING, read
from search.wording import correcting
from search.wording.alarm import danger_in

# By another hand than the words: nobody who writes these reads it.
UNSEEN = "unseen"
FILES = {TUNING: "alarms", HELD_OUT: "held_alarms", UNSEEN: "unseen_alarms"}
# A life is at stake within minutes: of these none may be missed.
GRAVEST = frozenset({"suicide", "weapon", "poison"})


@dataclass(frozen=True)
class Utterance:
    """What somebody types, of what class, and whether it must alarm."""

    words: str
    kind: str
    must_alarm: bool
    part: str


@dataclass(frozen=True)
class Heard:
    """What the search made of the utterances of one part."""

    missed: tuple[Utterance, ...]
    false: tuple[Utterance, ...]
    dangers: int
    calm: int

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.dangers

    @property
    def false_alarms(self) -> float:
        return len(self.false) / self.calm

    @property
    def missed_gravest(self) -> list[str]:
        return [each.words for each in self.missed if each.kind in GRAVEST]


def utterances(part: str) -> Iterator[Utterance]:
    written = read(FILES[part])
    for name, must_alarm in (("alarm", True), ("calm", False)):
        for kind, texts in written[name].items():
            yield from (Utterance(words, kind, must_alarm, part) for words in texts)


def alarms(words: str) -> bool:
    """As the search tells, typing errors mended."""
    return bool(danger_in(words, correcting.corrected(words)))


def heard(part: str, ask: Callable[[str], bool] = alarms) -> Heard:
    """Ask every utterance of a part."""
    said = list(utterances(part))
    wrong = [each for each in said if ask(each.words) != each.must_alarm]
    return Heard(
        missed=tuple(each for each in wrong if each.must_alarm),
        false=tuple(each for each in wrong if not each.must_alarm),
        dangers=sum(each.must_alarm for each in said),
        calm=sum(not each.must_alarm for each in said),
    )
