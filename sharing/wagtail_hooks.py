from wagtail.snippets.models import register_snippet

from sharing.viewsets import EmbedHostViewSet

register_snippet(EmbedHostViewSet)
