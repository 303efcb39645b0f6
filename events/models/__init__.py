"""Events, when they are, and the centres that hold them."""

from .dates import EventDate
from .event import EventPage
from .index import EventIndexPage
from .materials import EventMaterial
from .resource_centre import ResourceCentrePage

__all__ = ["EventDate", "EventIndexPage", "EventMaterial", "EventPage", "ResourceCentrePage"]
