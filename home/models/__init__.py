"""Narrative pages of the portal and its settings."""

from .collections import CollectionItem, CollectionPage
from .editions import DocumentText, DownloadCount, MaterialEdition
from .home_page import HomePage
from .material_index import MaterialIndexPage
from .materials import MaterialPage, MaterialTopic
from .news import NewsIndexPage, NewsPage
from .news_tags import NewsTag, TaggedNews
from .section import GuidePage, InSection, SectionPage
from .settings import Hotline, PortalSettings

__all__ = [
    "CollectionItem",
    "CollectionPage",
    "DocumentText",
    "DownloadCount",
    "GuidePage",
    "HomePage",
    "Hotline",
    "InSection",
    "MaterialEdition",
    "MaterialIndexPage",
    "MaterialPage",
    "MaterialTopic",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "PortalSettings",
    "SectionPage",
    "TaggedNews",
]
