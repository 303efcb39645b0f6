"""Texts in templates."""

import gc
import weakref

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import DictLoader, UndefinedError, pass_context
from markupsafe import Markup

from portal.templating import environment


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


class Card:
    """With an attribute, an entry, and an attribute that asks for one that is not there."""

    name = "attribute"
    nothing = None

    def __getitem__(self, key):
        return {"name": "entry", "number": 5}[key]

    @property
    def broken(self):
        return self.absent


def test_an_attribute_comes_before_an_entry():
    source = "{{ card.name }} {{ card.number }} {{ card.nothing }} {{ mapping.number }} {{ mapping.inner.name }}"
    assert rendered(source, card=Card(), mapping={"number": 7, "inner": Card()}) == "attribute 5 None 7 attribute"


def test_what_is_not_there_is_no_silence():
    for source in ("{{ card.absent }}", "{{ card.broken }}", "{{ card.absent.name }}", "{{ nobody.name }}"):
        with pytest.raises(UndefinedError):
            rendered(source, card=Card())
    assert rendered("{{ card.absent is defined }} {{ card.absent|default('none') }}", card=Card()) == "False none"


def test_what_wants_the_context_gets_it_with_what_a_loop_has_set():
    @pass_context
    def told(context, name):
        return context[name]

    source = "{% for each in 'ab' %}{% set said = each %}{{ told('said') }}{{ plain(each) }}{% endfor %}"
    assert rendered(source, told=told, plain=str.upper) == "aAbB"


def test_a_macro_gets_what_it_is_called_with():
    source = (
        "{% macro pair(one, two='2') %}{{ one }}{{ two }}{% if caller is defined %}{{ caller() }}{% endif %}"
        "{% endmacro %}{% for n in [1] %}{{ pair(n) }} {{ pair(n, two=3) }} {% call pair(4) %}!{% endcall %}"
        "{% endfor %}"
    )
    assert rendered(source) == "12 13 42!"
    assert rendered("{% macro rest() %}{{ varargs|join }}{{ kwargs.a }}{% endmacro %}{{ rest(1, 2, a=3) }}") == "123"
    with pytest.raises(TypeError):
        rendered("{% macro one(a) %}{% endmacro %}{{ one(1, 2) }}")


def test_where_escaping_is_off_it_stays_off():
    assert rendered("{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}", text="<") == "<&lt;"
    source = (
        "{% macro said(text) %}{{ text }}{% endmacro %}{% autoescape false %}{{ said('<') ~ text }}{% endautoescape %}"
    )
    assert rendered(source, text="<") == "&lt;<"


def test_counts_take_the_form_that_russian_asks_for():
    source = '{{ ngettext("%(num)s услуга", "%(num)s услуг", n) }}'
    assert [rendered(source, n=n) for n in (1, 2, 5, 11, 21)] == [
        "1 услуга",
        "2 услуги",
        "5 услуг",
        "11 услуг",
        "21 услуга",
    ]


def test_what_is_put_into_a_count_is_escaped_and_its_language_is_that_of_the_page():
    source = '{{ ngettext("%(shown)s услуга", "%(shown)s услуг", 5, shown=text) }}'
    assert rendered(source, text="<b>") == "&lt;b&gt; услуг"
    with translation.override("en"):
        assert rendered(source, text=Markup("<b>5</b>")) == "<b>5</b> services"


def test_a_bound_text_stays_markup_where_it_was():
    assert rendered("{{ text|bound }}{{ markup|bound }}", text="с <b>", markup=Markup("с <b>")) == (
        "с\u00a0&lt;b&gt;с\u00a0<b>"
    )


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


class Figures:
    """What a page is made of."""


@pytest.fixture
def pages():
    env = environment(autoescape=True)
    env.loader = DictLoader(
        {
            "ui.html": "{% macro mark(text) %}<b>{{ text }}</b>{% endmacro %}",
            "parts.html": "{% macro part(of) %}{{ of }}: {{ figures.amount }}{% endmacro %}",
            "inner.html": "{{ ui.mark('inner') }}",
            "page.html": "{% import 'ui.html' as ui %}{% from 'parts.html' import part with context %}"
            "{% macro own(text) %}{{ ui.mark(text) }}{{ figures.amount }}{% endmacro %}"
            "{{ own('one') }} {{ part('two') }} {% include 'inner.html' %}"
            "{% block last %}{{ own('three') }}{% endblock %}",
        }
    )
    return env


def test_a_page_can_be_written_again_and_again(pages):
    """What it imports is kept for the next time, what it was made of is not."""
    for amount in (1, 2):
        figures = Figures()
        figures.amount = amount
        text = pages.get_template("page.html").render(figures=figures)
        assert text == f"<b>one</b>{amount} two: {amount} <b>inner</b><b>three</b>{amount}"


def test_what_a_page_was_made_of_goes_as_soon_as_it_is_written(pages):
    figures = Figures()
    figures.amount = 1
    seen = weakref.ref(figures)
    gc.disable()
    try:
        pages.get_template("page.html").render(figures=figures)
        del figures
        assert seen() is None
    finally:
        gc.enable()
