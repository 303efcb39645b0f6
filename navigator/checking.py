"""What is wrong with a tree of questions: dead ends, circles, places that nobody reaches. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from navigator.tree import ABOUT, Ending, Question, Tree
from portal.formatting import nested

# Names that the address uses for other things.
RESERVED = {*ABOUT, "now", "change", "page", "q"}
CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
EMERGENCY = "112"


def faults(tree: Tree) -> list[str]:
    """Everything that keeps the tree from being public, in words for its editor; none, if it is whole."""
    if not tree.first:
        return [_("Нет ни одного вопроса: начинать не с чего.")]
    return [
        *codes(tree),
        *(fault for question in tree.questions for fault in dead_ends(tree, question)),
        *circles(tree),
        *unreached(tree),
        *(fault for ending in tree.endings for fault in useless(ending)),
        *no_way_to_safety(tree),
    ]


def codes(tree: Tree) -> Iterator[str]:
    found = [node.code for node in (*tree.questions, *tree.endings)]
    for code, number in Counter(found).items():
        if number > 1:
            yield nested(_("Код «%(code)s» стоит дважды: непонятно, куда ведёт ответ.") % {"code": code})
        if not CODE.fullmatch(code) or code in RESERVED:
            yield nested(
                _("Код «%(code)s» не годится: нужны латинские буквы, цифры и дефис; слово не из служебных.")
                % {"code": code}
            )


def dead_ends(tree: Tree, question: Question) -> Iterator[str]:
    if len(question.answers) < 2:
        yield nested(_("Вопрос «%(question)s»: нужно хотя бы два ответа.") % {"question": question.text})
    for answer in question.answers:
        said = {"question": question.text, "answer": answer.text, "code": answer.goes_to}
        if not answer.goes_to:
            yield nested(_("Вопрос «%(question)s», ответ «%(answer)s»: не указано, что дальше.") % said)
        elif answer.goes_to not in tree.nodes:
            yield nested(_("Вопрос «%(question)s», ответ «%(answer)s»: ни вопроса, ни итога «%(code)s» нет.") % said)


def following(tree: Tree, code: str) -> list[str]:
    """Where the answers of a question lead; an ending leads nowhere."""
    node = tree.nodes.get(code)
    return [answer.goes_to for answer in node.answers] if isinstance(node, Question) else []


def reached(tree: Tree) -> set[str]:
    seen, waiting = set(), [tree.first.code]
    while waiting:
        code = waiting.pop()
        if code in tree.nodes and code not in seen:
            seen.add(code)
            waiting += following(tree, code)
    return seen


def circles(tree: Tree) -> Iterator[str]:
    """Questions from which answers lead back to the same question. What leads on to none of the rest is not in one."""
    left = {question.code for question in tree.questions}
    while free := {code for code in left if left.isdisjoint(following(tree, code))}:
        left -= free
    while free := {code for code in left if all(code not in following(tree, other) for other in left)}:
        left -= free
    if left:
        yield _("Вопросы ведут по кругу: %(codes)s.") % {"codes": ", ".join(sorted(left))}


def unreached(tree: Tree) -> Iterator[str]:
    seen = reached(tree)
    for question in tree.questions:
        if question.code not in seen:
            yield nested(_("К вопросу «%(text)s» не ведёт ни один ответ.") % {"text": question.text})
    for ending in tree.endings:
        if ending.code not in seen:
            yield nested(_("К итогу «%(text)s» не ведёт ни один ответ.") % {"text": ending.title})


def useless(ending: Ending) -> Iterator[str]:
    if not ending.phones:
        yield nested(_("Итог «%(text)s»: нет телефона, по которому можно позвонить.") % {"text": ending.title})
    if not (ending.kinds or ending.categories):
        yield nested(_("Итог «%(text)s»: не указано, какую помощь искать.") % {"text": ending.title})
    if ending.is_urgent and EMERGENCY not in {phone.number for phone in ending.phones}:
        yield nested(_("Срочный итог «%(text)s»: нет телефона 112.") % {"text": ending.title})


def no_way_to_safety(tree: Tree) -> Iterator[str]:
    """Whoever is in danger is asked one question, not two."""
    nodes = [tree.nodes.get(code) for code in following(tree, tree.first.code)]
    if not any(isinstance(node, Ending) and node.is_urgent for node in nodes):
        yield _("Первый вопрос должен вести хотя бы одним ответом прямо к срочному итогу.")
