"""Narrative pages of the portal and its settings."""

from .home_page import HomePage
from .materials import MaterialIndexPage, MaterialPage
from .news import NewsIndexPage, NewsPage
from .news_tags import NewsTag, TaggedNews
from .section import GuidePage, InSection, SectionPage
from .settings import Hotline, PortalSettings

__all__ = [
    "GuidePage",
    "HomePage",
    "Hotline",
    "InSection",
    "MaterialIndexPage",
    "MaterialPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "PortalSettings",
    "SectionPage",
    "TaggedNews",
]
