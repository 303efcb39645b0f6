"""Addresses beside the narrative pages: feed, sitemap, robots."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from home.feeds import NewsFeed, SectionFeed, TagFeed, TerritoryFeed
from home.library_feeds import CollectionFeed, LibraryFeed, TopicFeed
from home.sitemaps import SITEMAPS
from home.views import display, robots

app_name = "home"
urlpatterns = [
    path("materials/feed/", LibraryFeed(), name="library-feed"),
    path("materials/feed/topics/<slug:slug>/", TopicFeed(), name="topic-feed"),
    path("materials/feed/collections/<slug:slug>/", CollectionFeed(), name="collection-feed"),
    path("news/feed/", NewsFeed(), name="news-feed"),
    path("news/feed/territory/<slug:slug>/", TerritoryFeed(), name="news-territory-feed"),
    path("news/feed/tag/<slug:slug>/", TagFeed(), name="news-tag-feed"),
    path("<slug:slug>/feed/", SectionFeed(), name="section-feed"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "home:sitemap-section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("display/", display, name="display"),
    path("robots.txt", robots, name="robots"),
]
