"""Phones are taken as people write them, and shown with the code of their town whole."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from navigator.blocks import PhoneBlock
from portal.blocks import HelplineBlock
from portal.formatting import NBSP, phone
from portal.phones import PhoneFormField, read
from portal.ways_on import CareCardBlock, PhoneNumberBlock


@pytest.mark.parametrize(
    ("written", "number", "code_length", "shown"),
    [
        ("8 (84342) 3-12-34", "+78434231234", 5, "8 84342 3-12-34"),
        ("8 84342 3-12-34", "+78434231234", 5, "8 84342 3-12-34"),
        ("8-84342-3-12-34", "+78434231234", 5, "8 84342 3-12-34"),
        ("(84342) 31234", "+78434231234", 5, "8 84342 3-12-34"),
        ("84342 3-12-34", "+78434231234", 5, "8 84342 3-12-34"),
        ("8(3462) 12-34-56", "+73462123456", 4, "8 3462 12-34-56"),
        ("+7 3462 12 34 56", "+73462123456", 4, "8 3462 12-34-56"),
        ("8 (843) 212-34-56", "+78432123456", None, "8 843 212-34-56"),
        ("+78434231234", "+78434231234", None, "8 843 423-12-34"),
        ("88434231234", "+78434231234", None, "8 843 423-12-34"),
        ("8 9033 12-34-56", "+79033123456", None, "8 903 312-34-56"),
        ("8 800 200-01-22", "+78002000122", None, "8 800 200-01-22"),
    ],
)
def test_a_phone_is_read_as_it_is_written(written, number, code_length, shown):
    assert read(written) == (number, code_length)
    assert phone(number, code_length).replace(NBSP, " ") == shown
    assert read(shown) == (number, code_length)


@pytest.mark.parametrize("written", ["", "3-12-34", "8 (84342) 3-12-3", "8 (84342) 3-12-345", "٨ (84342) 3-12-34", "x"])
def test_what_is_no_phone_is_none(written):
    assert read(written) is None


def test_a_short_number_is_taken_as_it_is():
    assert PhoneFormField().clean("112") == "112"


@pytest.mark.parametrize(("model", "name"), [("Phone", "number"), ("Hotline", "phone"), ("EventPage", "phone")])
def test_every_field_for_a_phone_takes_what_people_write(model, name):
    (found,) = [each for each in apps.get_models() if each.__name__ == model]
    assert found._meta.get_field(name).formfield().clean("8 (84342) 3-12-34") == "+78434231234"


def test_a_form_says_how_a_phone_is_written():
    with pytest.raises(ValidationError, match="не похоже на телефон"):
        PhoneFormField().clean("3-12-34")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("8 (84342) 3-12-34", "+78434231234"), ("8 800 200-01-22", "+78002000122"), ("112", "112"), ("", "")],
)
def test_a_block_takes_a_phone_as_people_write_it(written, kept):
    assert PhoneNumberBlock(required=False).clean(written) == kept


def test_a_block_refuses_what_is_no_phone_and_what_is_missing():
    with pytest.raises(ValidationError, match="Это не похоже на телефон"):
        PhoneNumberBlock().clean("3-12-34")
    with pytest.raises(ValidationError):
        PhoneNumberBlock().clean("")


def test_the_blocks_that_editors_fill_in_take_phones_so():
    phones = [HelplineBlock().child_blocks["phone"], CareCardBlock().child_blocks["phone"]]
    phones.append(PhoneBlock().child_blocks["number"])
    assert [each.clean("8-84342-3-12-34") for each in phones] == ["+78434231234"] * 3
