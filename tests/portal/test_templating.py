"""Texts in templates."""

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import UndefinedError
from markupsafe import Markup


def rendered(source: str, **context) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_a_text_is_shown_in_the_language_of_the_moment():
    source = '{{ _("Программы") }}'
    with translation.override("en"):
        english = rendered(source)
    assert (rendered(source), english) == ("Программы", "Programmes")


def test_what_is_put_into_a_text_is_escaped():
    assert rendered('{{ _("Услуги: %(words)s", words=words) }}', words="<b>&") == "Услуги: &lt;b&gt;&amp;"


def test_only_markup_is_written_as_it_is():
    class Badge:
        def __html__(self):
            return "<b>"

    values = {"text": "<&'\"", "markup": Markup("<i>"), "badge": Badge(), "none": None, "number": 7}
    source = "{{ text }}{{ markup }}{{ badge }}{{ none }}{{ number }}{{ text ~ markup }}"
    assert rendered(source, **values) == "&lt;&amp;&#39;&#34;<i><b>None7&lt;&amp;&#39;&#34;<i>"


def test_a_macro_and_a_kept_piece_are_escaped_once():
    source = (
        "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}{% set piece %}{{ bold(text) }}{% endset %}{{ piece }}"
    )
    assert rendered(source, text="<") == "<b>&lt;</b>"


def test_where_escaping_is_off_it_stays_off():
    assert rendered("{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}", text="<") == "<&lt;"


def test_counts_take_the_form_that_russian_asks_for():
    source = '{{ ngettext("%(num)s услуга", "%(num)s услуг", n) }}'
    assert [rendered(source, n=n) for n in (1, 2, 5, 11, 21)] == [
        "1 услуга",
        "2 услуги",
        "5 услуг",
        "11 услуг",
        "21 услуга",
    ]


def test_the_language_of_a_page_ends_with_it():
    """Whether it was written to its end or broke off."""
    source = '{{ _("Программы") }}, {{ 1250.5|number }}{{ broken }}'
    with translation.override("en"):
        assert rendered(source, broken="") == "Programmes, 1,250.5"
        with pytest.raises(UndefinedError):
            rendered(source)
    assert rendered(source, broken="") == "Программы, 1\u00a0250,5"


def test_a_page_within_a_page_speaks_its_own_language():
    def letter():
        with translation.override("en"):
            return rendered('{{ _("Программы") }}')

    assert rendered('{{ letter() }}, {{ _("Программы") }}', letter=letter) == "Programmes, Программы"
