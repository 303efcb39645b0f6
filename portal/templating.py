"""The Jinja2 environment of the public pages: what every template may call without asking."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from types import BuiltinMethodType, FunctionType, MethodType, SimpleNamespace

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro, missing
from markupsafe import Markup, _escape_inner, escape

from events import when
from events.gathering import COMING
from home.models.settings import portal_settings
from measures.offered import TABLES
from portal import formatting, languages
from portal.addresses import address
from portal.open_pages import is_open
from portal.sites import address_of
from portal.speaking import label, language, text_in, writing
from sharing.describing import linked_data

# Of numbers nothing is to be escaped.
NUMBERS = frozenset({int, float, Decimal})
PLAIN = frozenset({FunctionType, MethodType, BuiltinMethodType, functools.partial, type(functools.cache(str))})


def shown(value) -> str:
    """What a template writes of a value: escaped, unless it is markup. `escape` makes an object of every piece."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value
    return str(value) if kind in NUMBERS else escape(value)


class Generator(CodeGenerator):
    """Pieces of a page are only joined, so plain strings do: a page has two thousand of them."""

    def visit_Output(self, node: nodes.Output, frame: Frame):
        """Pieces that follow each other are handed on as one: each goes through all templates that hold this one."""
        if frame.buffer is None and len(node.nodes) > 1:
            frame = frame.copy()
            frame.buffer = "yield environment.pieces"
        super().visit_Output(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame):
        """Attributes are asked for straight; Jinja's own way is for what has no such, as a mapping of that key."""
        self.write("(found if (found := getattr((owner := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(owner, {node.attr!r}))")

    def _output_child_pre(self, node, frame, finalize):
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False):
        """Texts are called straight: Jinja's `context.call` costs more than finding a text does."""
        if isinstance(node.node, nodes.Name) and node.node.name == "_":
            self.write("environment.said(context")
            self.signature(node, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


@functools.cache
def translated(message: str, language: str | None) -> Markup:
    """The text in that language, as markup, once for the life of the process."""
    return Markup(text_in(language, message))  # noqa: S704 (texts of the code's own)


def gettext(message: str, **variables) -> Markup:
    """What templates call `_`: Jinja's own way through two calls in the context costs ten times as much."""
    text = translated(message, language())
    if "%" not in text:
        return text
    filled = put_into(text, variables)
    return formatting.nested(filled) if "«" in text else filled


@functools.lru_cache(maxsize=5_000)
def counted(singular: str, plural: str, number: int, language: str | None) -> Markup:
    """The text of that number in the language of the moment, which it is kept by."""
    return Markup(translation.ngettext(singular, plural, number))  # noqa: S704 (texts of the code's own)


def ngettext(singular: str, plural: str, number: int, **variables) -> Markup:
    """As Jinja's: the number is there as `num`."""
    return put_into(counted(singular, plural, number, language()), {"num": number, **variables})


def put_into(text: Markup, variables: dict) -> Markup:
    # `Markup` would escape by an object of its own for each.
    values = {name: value if type(value) in NUMBERS else shown(value) for name, value in variables.items()}
    return Markup(str.__mod__(text, values))  # noqa: S704 (texts of the code's own, and what is escaped)


# The contexts of the page that is being written.
filled: ContextVar[list[Context] | None] = ContextVar("filled", default=None)


@contextmanager
def left_in_order() -> Iterator[None]:
    """Let what a page was made of go as soon as it is written: each of its macros holds the context that holds it, and
    so all of that waited for Python's search for garbage, a tenth of what a page of figures cost."""
    token = filled.set(contexts := [])
    try:
        yield
    finally:
        filled.reset(token)
        for context in contexts:
            context.parent, context.vars = {}, {}


class Filling(Context):
    """Macros and plain functions are called at once; Jinja first asks thrice whether they want the context."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if (contexts := filled.get()) is not None:
            contexts.append(self)

    def call(self, called, /, *args, _loop_vars=None, _block_vars=None, **kwargs):
        kind = type(called)
        if kind is Macro:
            left = called._argument_count - len(args)
            if kwargs or left < 0 or called.caller or called.catch_kwargs or called.catch_varargs:
                return called(self.eval_ctx, *args, **kwargs)
            # What `Macro` comes to after all its questions; an argument that is missing has its default.
            piece = called._func(*args, *[missing] * left)
            return Markup(piece) if self.eval_ctx.autoescape else piece  # noqa: S704 (a template has written it)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            return called(*args, **kwargs)
        return super().call(called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **kwargs)


class Page(Template):
    """A template that is filled in one language from its beginning to its end."""

    def render(self, *args, **kwargs) -> str:
        with writing(), left_in_order():
            return super().render(*args, **kwargs)

    def _get_default_module(self, ctx=None):
        """What is imported from it. No template here has names of its own for all, which Jinja would look for."""
        # It outlives the page that is the first to import it.
        token = filled.set(None)
        try:
            return super()._get_default_module()
        finally:
            filled.reset(token)


class Templates(Environment):
    code_generator_class = Generator
    context_class = Filling
    template_class = Page
    # Where a template writes as to a list, its generator hands on what has been joined.
    pieces = SimpleNamespace(append=lambda piece: piece, extend="".join)
    shown = staticmethod(shown)

    @staticmethod
    def said(_context, message: str, **variables) -> Markup:
        return gettext(message, **variables)


# The names of static files have their hashes in them, and do not change under a running process.
static_once = functools.cache(static)


def url(name: str, *args, **kwargs) -> str:
    """The address of a named view."""
    return reverse(name, args=args, kwargs=kwargs) if kwargs else address(name, *args)


FILTERS = {
    "date": formatting.date,
    "number": formatting.number,
    "phone": formatting.phone,
    "rub": formatting.rub,
    "rub_short": formatting.rub_short,
    "years": formatting.years,
    "nested": formatting.nested,
    "coded": formatting.coded,
    "bound": formatting.bound,
}


def environment(**options) -> Templates:
    """Django calls this once; `options` are those of TEMPLATES, with autoescape on."""
    env = Templates(
        **{**options, "undefined": StrictUndefined},
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[
            "jinja2.ext.i18n",
            "jinja2.ext.do",
            "wagtail.jinja2tags.core",
            "wagtail.images.jinja2tags.images",
            "portal.kept_pieces.Kept",
        ],
    )
    env.install_gettext_callables(
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        _=gettext,
        gettext=gettext,
        ngettext=ngettext,
        url=url,
        static=static_once,
        today=localdate,
        language=language,
        label_of=label,
        helpline=settings.CHILDREN_HELPLINE,
        portal_settings=portal_settings,
        linked_data=linked_data,
        coming_events=COMING,
        programme_tables=TABLES,
        when=when,
        address_of=address_of,
        open_to_all=is_open,
        way=languages.way,
        is_foreign=lambda: not languages.is_default(),
    )
    env.filters.update(FILTERS)
    return env
