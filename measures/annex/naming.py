"""Words for whose money it is that the portal does not know: a person says of each once which source it is."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _

from measures.models import FundingSource

from .sources import source_of

PREFIX = "n"
UNNAMED = "?"
MOST_WORDS = 30


def words_of(money: str) -> Iterable[str]:
    """The second of the parts of each line: what stands for its source."""
    for line in money.splitlines():
        parts = line.split(";")
        if len(parts) > 2:
            yield parts[1].strip()


def unknown_words(texts: Iterable[str], sources: Mapping[str, FundingSource]) -> dict[str, int]:
    """Words for sources that are none of them, with how many lines they stand in, the most frequent first."""
    words = Counter(word for text in texts for word in words_of(text) if word.lower() not in sources)
    return dict(words.most_common(MOST_WORDS))


def chosen(data: Mapping, sources: Mapping[str, FundingSource]) -> dict[str, str]:
    """By the words: the name of the source that the person has chosen for them."""
    found = {}
    for at in range(MOST_WORDS):
        word, code = data.get(f"{PREFIX}-word-{at}"), data.get(f"{PREFIX}-source-{at}")
        if word and code in sources:
            found[word] = sources[code].name
    return found


def renamed(money: str, names: Mapping[str, str]) -> str:
    """Lines of money with the chosen names in place of the words."""
    lines = []
    for line in money.splitlines():
        year, *rest = line.split(";")
        word = rest[0].strip() if len(rest) > 1 else ""
        lines.append(";".join([year, f" {names[word]}", *rest[1:]]) if word in names else line)
    return "\n".join(lines)


class NamesForm(forms.Form):
    """A choice for each of the words; what they seem to mean is chosen already."""

    def __init__(self, words: Mapping[str, int], sources: Mapping[str, FundingSource]):
        super().__init__(prefix=PREFIX)
        known = {source.code: source.name for source in sources.values()}
        for at, (word, times) in enumerate(words.items()):
            shown = _("не назван") if word == UNNAMED else f"«{word}»"
            label = _("%(word)s — строк: %(times)d") % {"word": shown, "times": times}
            seems = source_of(word)
            self.fields[f"word-{at}"] = forms.CharField(widget=forms.HiddenInput, initial=word)
            self.fields[f"source-{at}"] = forms.ChoiceField(
                label=label, choices=[("", _("— выберите —")), *known.items()], initial=seems if seems in known else ""
            )
