"""A person who has no mouse: what is needed is reached by Tab, and filled in over what stands there."""

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_PRESSES = 150


def reach(goal: Locator) -> None:
    """Tab after tab, until the focus stands there."""
    expect(goal).to_be_attached()
    for _press in range(MOST_PRESSES):
        goal.page.keyboard.press("Tab")
        if goal.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {goal}")


def press(goal: Locator, key: str = "Enter") -> None:
    reach(goal)
    goal.page.keyboard.press(key)


def write(field: Locator, text: str) -> None:
    """Over what stands there, as a person would who selects it all first."""
    reach(field)
    field.page.keyboard.press("Control+A")
    field.page.keyboard.insert_text(text)


def choose(field: Locator, text: str) -> None:
    """By the arrows, as the letters of no Latin keyboard choose a Russian option."""
    reach(field)
    for _press in range(field.locator("option").count()):
        if text in field.evaluate("select => select.selectedOptions[0].text"):
            return
        field.page.keyboard.press("ArrowDown")
    expect(field.locator("option:checked")).to_contain_text(text)


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/login/")
    write(page.locator("input[name=username]"), name)
    write(page.locator("input[name=password]"), password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
