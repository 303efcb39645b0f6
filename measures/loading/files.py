"""The files of one programme, read and keyed."""

from dataclasses import dataclass
from pathlib import Path

from portal.loading import Row, keyed, read_csv, read_yaml, read_yaml_record


@dataclass
class ProgrammeFiles:
    """What a folder of `measures/data/` says; its name is the programme's slug."""

    slug: str
    programme: Row
    directions: dict[str, Row]
    measures: dict[str, Row]
    indicators: dict[str, Row]
    budget: list[Row]
    stated_totals: list[Row]
    amendments: list[Row]

    @classmethod
    def read(cls, folder: Path) -> "ProgrammeFiles":
        programme = read_yaml_record(folder / "programme.yaml")
        directions = keyed(programme.rows("directions"), "number")
        return cls(
            slug=folder.name,
            programme=programme,
            directions=directions,
            measures=keyed([row for each in directions.values() for row in each.rows("measures")], "number"),
            indicators=keyed(table(folder / "indicators.csv"), "number"),
            budget=list(keyed(table(folder / "budget.csv"), "measure", "year", "source", "stage").values()),
            stated_totals=list(
                keyed(
                    table(folder / "stated_totals.csv"), "measure", "direction", "year", "source", "stage", "place"
                ).values()
            ),
            amendments=read_yaml(folder / "amendments.yaml") if (folder / "amendments.yaml").exists() else [],
        )

    def direction_of(self, measure: str) -> str:
        """The number of the direction that holds the measure."""
        rows = (number for number, each in self.directions.items() if self.measures[measure] in each.rows("measures"))
        return next(rows)


def table(file: Path) -> list[Row]:
    return read_csv(file) if file.exists() else []
