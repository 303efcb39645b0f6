"""Links of texts to pages; by itself, as Wagtail 8 has its handlers only once models are loaded."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from portal.pages import public


class OpenPageLink(PageLinkHandler):
    """Of a link in a text to a page that is not public only the words are left."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        numbers = [attrs.get("id") for attrs in attrs_list]
        found = public(Page.objects.filter(pk__in=numbers)).defer_streamfields().specific()
        known = {str(page.pk): page for page in found}
        return [known.get(str(number)) for number in numbers]
