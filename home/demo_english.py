"""The demo's English: some pages of the main site in a second language, in a tree of their own."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from home.loading import DATA, PageLoader
from home.models import HomePage
from portal.loading import Outcome, Report, Row, read_yaml

LANGUAGE = "en"
PAGES = DATA / "english.yaml"


def load(report: Report, pages: Path = PAGES) -> None:
    locale, _made = Locale.objects.get_or_create(language_code=LANGUAGE)
    main = Site.objects.get(is_default_site=True).root_page.specific
    home = main.get_translation_or_none(locale)
    report.count(HomePage._meta.verbose_name_plural, Outcome.UNCHANGED if home else Outcome.CREATED)
    loader = TranslationLoader(report, main, home or home_in(locale, main))
    for row in read_yaml(pages):
        loader.load(row)


def home_in(locale: Locale, main: HomePage) -> HomePage:
    slug = f"{main.slug}-{locale.language_code}"
    translated = HomePage(title=main.title, slug=slug, locale=locale, translation_key=main.translation_key)
    return main.get_parent().add_child(instance=translated)


class TranslationLoader(PageLoader):
    """Makes pages that are translations of those at the same paths."""

    def __init__(self, report: Report, original: Page, home: Page):
        super().__init__(report, {}, home)
        self.original, self.language = original, home.locale

    def put(self, model: type[Page], row: Row, path: str, values: dict[str, Any]):
        values = self.own(row, path, values) if path else values
        return super().put(model, row, path, values)

    def own(self, row: Row, path: str, values: dict[str, Any]) -> dict[str, Any]:
        source = Page.objects.filter(url_path=f"{self.original.url_path}{path}/").first()
        if source is None:
            raise row.error(_("переводить нечего: страницы «%(path)s» нет") % {"path": path}, "path")
        return {**values, "locale": self.language, "translation_key": source.translation_key}
