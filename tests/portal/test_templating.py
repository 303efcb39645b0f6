"""Texts in templates."""

from django.template import engines
from django.utils import translation


def rendered(source: str, **context) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_text_is_shown_in_the_language_of_the_moment():
    source = '{{ _("Программы") }}'
    with translation.override("en"):
        english = rendered(source)
    assert (rendered(source), english) == ("Программы", "Programmes")


def test_what_is_put_into_a_text_is_escaped():
    assert rendered('{{ _("Услуги: %(words)s", words=words) }}', words="<b>&") == "Услуги: &lt;b&gt;&amp;"


def test_counts_take_the_form_that_russian_asks_for():
    source = '{{ ngettext("%(num)s услуга", "%(num)s услуг", n) }}'
    assert [rendered(source, n=n) for n in (1, 2, 5, 11, 21)] == [
        "1 услуга",
        "2 услуги",
        "5 услуг",
        "11 услуг",
        "21 услуга",
    ]
