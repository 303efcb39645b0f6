"""Addresses of what is taken along and embedded."""

from django.urls import path, register_converter

from sharing import embedding, views


class CardKind:
    """A kind of card that has a page of its own."""

    regex = "service|provider"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CardKind, "cardkind")

app_name = "sharing"
urlpatterns = [
    path("saved/", views.saved, name="saved"),
    path("saved.pdf", views.saved_pdf, name="saved-pdf"),
    path("take/<cardkind:kind>/<slug:slug>.pdf", views.card_pdf, name="pdf"),
    path("take/<cardkind:kind>/<slug:slug>.svg", views.card_qr, name="qr"),
    path("take/<cardkind:kind>/<slug:slug>/text/", views.card_text, name="text"),
    path("take/place/<uuid:uuid>.vcf", views.contact, name="contact"),
    path("take/place/<uuid:uuid>.v4.vcf", views.contact_4, name="contact-4"),
    path("embed/", embedding.snippet, name="embed"),
    path("embed/provider/<slug:slug>/", embedding.provider, name="embed-provider"),
    path("embed/search/", embedding.search, name="embed-search"),
]
