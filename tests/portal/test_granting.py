"""Rights given by a migration: to named models alone, once however often, and taken back whole."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import WorkflowContentType

from portal.granting import DIRECTORY, EDIT, MODERATORS, rights

pytestmark = pytest.mark.django_db
OPERATION = rights(
    "navigator", {DIRECTORY: {"navigator": EDIT}, MODERATORS: {"navigator": ("delete",)}}, ("navigator",)
)


def codenames(group: str) -> set[str]:
    return set(
        Group.objects.get(name=group)
        .permissions.filter(content_type__app_label="navigator")
        .values_list("codename", flat=True)
    )


def approved() -> bool:
    return WorkflowContentType.objects.filter(content_type__app_label="navigator").exists()


def test_rights_are_taken_back_and_given_again():
    others = Group.objects.get(name=DIRECTORY).permissions.exclude(content_type__app_label="navigator").count()
    OPERATION.reverse_code(apps, None)
    assert (codenames(DIRECTORY), approved()) == (set(), False)
    assert "delete_navigator" not in codenames(MODERATORS)
    OPERATION.code(apps, None)
    OPERATION.code(apps, None)
    assert codenames(DIRECTORY) == {"view_navigator", "add_navigator", "change_navigator"}
    assert "delete_navigator" in codenames(MODERATORS)
    assert approved()
    assert Group.objects.get(name=DIRECTORY).permissions.exclude(content_type__app_label="navigator").count() == others


def test_a_group_that_was_removed_is_passed_over():
    Group.objects.get(name=DIRECTORY).delete()
    OPERATION.reverse_code(apps, None)
    OPERATION.code(apps, None)
    assert not Group.objects.filter(name=DIRECTORY).exists()
    assert "delete_navigator" in codenames(MODERATORS)
