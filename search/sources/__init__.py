"""Where entries come from."""

from search.sources import directory, narrative, programmes, situations
from search.sources.base import Source

SOURCES = [*directory.SOURCES, *programmes.SOURCES, *narrative.SOURCES, *situations.SOURCES]
BY_TYPE = {source.type: source for source in SOURCES}
BY_MODEL = {source.model: source for source in SOURCES}

__all__ = ["BY_MODEL", "BY_TYPE", "SOURCES", "Source"]
