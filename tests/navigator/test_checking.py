"""What keeps a tree from being public. Pure: no database."""

import pytest

from navigator.checking import faults
from navigator.tree import Answer, Ending, Phone, Question, Tree

PHONE = Phone("112", "Спасатели")
DANGER = Ending("danger", "Опасно", is_urgent=True, phones=(PHONE,), kinds=("urgent",))
MONEY = Ending("money", "Деньги", phones=(PHONE,), kinds=("social",))


def question(code: str, *targets: str) -> Question:
    return Question(code, f"{code}?", answers=tuple(Answer(target, target, target) for target in targets))


def tree(*questions: Question, endings=(DANGER, MONEY)) -> Tree:
    return Tree(questions, endings)


def test_a_whole_tree_has_no_fault():
    assert faults(tree(question("start", "danger", "money"))) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (Tree(), "начинать не с чего"),
        (tree(question("start", "danger")), "два ответа"),
        (tree(question("start", "danger", "")), "не указано, что дальше"),
        (tree(question("start", "danger", "nowhere"), endings=(DANGER,)), "«nowhere» нет"),
        (tree(question("start", "danger", "money"), question("lost", "danger", "money")), "«lost?» не ведёт"),
        (tree(question("start", "danger", "danger")), "К итогу «Деньги» не ведёт"),
        (tree(question("start", "danger", "more"), question("more", "start", "money")), "по кругу: more, start"),
        (tree(question("start", "start", "danger", "money")), "по кругу: start"),
        (tree(question("start", "danger", "money"), endings=(DANGER, MONEY, MONEY)), "«money» стоит дважды"),
        (tree(question("age", "danger", "money")), "Код «age» не годится"),
        (tree(question("Начало", "danger", "money")), "Код «Начало» не годится"),
        (tree(question("start", "money", "more"), question("more", "danger", "money")), "прямо к срочному"),
    ],
)
def test_every_fault_is_named(broken, said):
    assert any(said in fault for fault in faults(broken)), faults(broken)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (Ending("money", "Деньги", kinds=("social",)), "нет телефона"),
        (Ending("money", "Деньги", phones=(PHONE,)), "какую помощь искать"),
        (Ending("money", "Деньги", is_urgent=True, phones=(Phone("102", "Полиция"),), kinds=("social",)), "112"),
    ],
)
def test_an_ending_that_helps_nobody_is_a_fault(ending, said):
    (fault,) = faults(tree(question("start", "danger", "money"), endings=(DANGER, ending)))
    assert said in fault


def test_ways_that_meet_again_are_no_circle():
    met = tree(
        question("start", "danger", "one", "two"), question("one", "two", "money"), question("two", "money", "danger")
    )
    assert faults(met) == []
