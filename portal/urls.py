"""Addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import health, openapi
from portal.views import serve_page

handler400 = "portal.views.bad_request"
handler404 = "portal.views.page_not_found"
handler403 = "portal.views.permission_denied"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/", openapi.page, name="api"),
    path("api/openapi.json", openapi.document, name="openapi"),
    path("admin/second-factor/", include("staff.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("services_directory.urls")),
    path("", include("questions.urls")),
    path("", include("publicity.urls")),
    path("", include("measures.urls")),
    path("", include("acts.urls")),
    path("", include("navigator.urls")),
    path("", include("exchange.urls")),
    path("", include("hsds.urls")),
    path("", include("guidebook.urls")),
    path("", include("feedback.urls")),
    path("", include("usefulness.urls")),
    path("", include("sharing.urls")),
    path("", include("screens.urls")),
    path("", include("rights.urls")),
    path("", include("events.urls")),
    path("", include("home.urls")),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT}))
# The language of the address is known by its prefix: portal.languages.
urlpatterns += i18n_patterns(
    re_path(wagtail_urls.serve_pattern, serve_page),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
