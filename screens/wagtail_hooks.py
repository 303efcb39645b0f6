from wagtail.snippets.models import register_snippet

from screens.viewsets import AnnouncementViewSet

register_snippet(AnnouncementViewSet)
