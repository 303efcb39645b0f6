"""Pieces of a page that do not depend on what was asked: `{% kept site, place %} … {% endkept %}`.

A process writes such a piece once for each language and each set of values after `kept`, by which alone it may differ.
They are compared, so nothing is older than they are. After `kept none` a piece is written each time.
"""

from collections.abc import Callable
from itertools import count

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

# More than a portal has sites and sections; addresses that anybody may think of are among the values.
MOST = 200


class Kept(Extension):
    tags = {"kept"}

    def __init__(self, environment):
        super().__init__(environment)
        self.pieces: dict[tuple, Markup] = {}
        self.numbers = count()

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        once = self.call_method("once", [nodes.Const(next(self.numbers)), parser.parse_tuple()])
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        return nodes.CallBlock(once, [], [], body).set_lineno(line)

    def once(self, number: int, values, caller: Callable[[], Markup]) -> Markup:
        """The piece of that number among all."""
        if values is None:
            return caller()
        key = number, self.environment.globals["language"](), values
        piece = self.pieces.get(key)
        if piece is None:
            if len(self.pieces) >= MOST:
                self.pieces.clear()
            piece = self.pieces[key] = caller()
        return piece
