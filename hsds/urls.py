"""Addresses of the open data API. The standard's have no slash at the end; with one they lead to the same."""

from django.urls import path

from hsds import downloading, profile, views

app_name = "hsds"
LISTS = {
    "services": (views.services, views.service),
    "organizations": (views.organizations, views.organization),
    "service_at_locations": (views.service_at_locations, views.service_at_location),
    "taxonomies": (views.taxonomies, views.taxonomy),
    "taxonomy_terms": (views.taxonomy_terms, views.taxonomy_term),
}
urlpatterns = [
    path("api/hsds/", views.root, name="root"),
    path("api/hsds", views.root),
    path("api/hsds/profile/", profile.page, name="profile"),
    path("api/hsds/openapi.json", views.document, name="openapi"),
    path("api/hsds/bulk.zip", downloading.bulk, name="bulk"),
]
for name, (many, one) in LISTS.items():
    urlpatterns += [
        path(f"api/hsds/{name}", many, name=name),
        path(f"api/hsds/{name}/", many),
        path(f"api/hsds/{name}/<str:id>", one, name=f"{name}-one"),
        path(f"api/hsds/{name}/<str:id>/", one),
    ]
urlpatterns.append(path("api/hsds/<path:rest>", views.nothing))
