"""Narrative pages of the portal and its settings."""

from .collections import CollectionItem, CollectionPage
from .editions import DocumentText, DownloadCount, MaterialEdition
from .home_page import HomePage
from .material_index import MaterialIndexPage
from .materials import MaterialPage, MaterialTopic
from .news import NewsIndexPage, NewsPage
from .section import GuidePage, SectionPage
from .settings import Hotline, PortalSettings

__all__ = [
    "CollectionItem",
    "CollectionPage",
    "DocumentText",
    "DownloadCount",
    "GuidePage",
    "HomePage",
    "Hotline",
    "MaterialEdition",
    "MaterialIndexPage",
    "MaterialPage",
    "MaterialTopic",
    "NewsIndexPage",
    "NewsPage",
    "PortalSettings",
    "SectionPage",
]
