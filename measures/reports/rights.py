"""Whose reports a person may see and fill: all, by the right of a group, or those of the measures she answers for."""

from django.db.models import QuerySet
from wagtail.permissions import ModelPermissionPolicy

from measures.models import Report, Responsibility

OWN = {"view", "change"}


class ReportPermissionPolicy(ModelPermissionPolicy):
    """Reports come with their periods: nobody adds, deletes or unpublishes one; an approval publishes it."""

    def user_has_permission(self, user, action):
        if action == "publish":
            return super().user_has_permission(user, action)
        if action not in OWN:
            return False
        return super().user_has_permission(user, action) or bool(measures_of(user))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        asked = OWN & set(actions)
        return self.sees_all(user, asked) or (bool(asked) and instance.measure_id in measures_of(user))

    def instances_user_has_any_permission_for(self, user, actions):
        asked = OWN & set(actions)
        if self.sees_all(user, asked):
            return Report.objects.all()
        return self.own(user) if asked else Report.objects.none()

    def sees_all(self, user, asked: set[str]) -> bool:
        """By the right of a group."""
        return any(super(ReportPermissionPolicy, self).user_has_permission(user, action) for action in asked)

    def own(self, user) -> QuerySet:
        return Report.objects.filter(measure__in=answers(user).values("measure"))


def measures_of(user) -> frozenset[int]:
    """Read once for a request, as Django reads the rights of its user: a list asks for each of its rows."""
    if not hasattr(user, "_answers_for"):
        user._answers_for = frozenset(answers(user).values_list("measure", flat=True))
    return user._answers_for


def answers(user) -> QuerySet:
    """What the user answers for now."""
    return Responsibility.objects.filter(user=user.pk, is_active=True, user__is_active=True)
