"""Which measures of a programme the visitor wants to see: the GET filters of its page."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A choice that the page does not offer is no choice: it is ignored."""

    direction: str = ""
    status: str = ""
    source: str = ""

    @classmethod
    def chosen(cls, query: Mapping[str, str], offered: Mapping[str, Mapping[str, str]]) -> "Narrowing":
        wanted = {field.name: query.get(field.name, "") for field in fields(cls)}
        return cls(**{name: value for name, value in wanted.items() if value in offered[name]})

    def __bool__(self):
        return bool(self.direction or self.status or self.source)

    def keeps(self, measure, status: str, sources: set[str]) -> bool:
        direction = measure.direction.number if measure.direction_id else ""
        return (
            self.direction in ("", direction)
            and self.status in ("", status)
            and (not self.source or self.source in sources)
        )
