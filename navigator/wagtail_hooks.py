from django.urls import reverse
from django.utils.translation import ngettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from navigator.models import Navigator
from navigator.viewsets import NavigatorViewSet
from portal.attention import Case

register_snippet(NavigatorViewSet)


@hooks.register("portal_attention")
def navigator_cases(user) -> list[Case]:
    """A draft with faults waits for somebody to mend it."""
    label = ngettext_lazy(
        "ошибка в черновике навигатора: на сайте прежняя версия",
        "ошибок в черновике навигатора: на сайте прежняя версия",
    )
    return [
        Case(
            label,
            "navigator.change_navigator",
            count_faults,
            reverse(NavigatorViewSet.model.snippet_viewset.get_url_name("list")),
        )
    ]


def count_faults() -> int:
    navigator = Navigator.objects.order_by("pk").first()
    return len(navigator.get_latest_revision_as_object().faults) if navigator else 0
