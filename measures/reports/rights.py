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
        return super().user_has_permission(user, action) or answers(user).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        asked = OWN & set(actions)
        if any(super(ReportPermissionPolicy, self).user_has_permission(user, action) for action in asked):
            return Report.objects.all()
        return self.own(user) if asked else Report.objects.none()

    def own(self, user) -> QuerySet:
        return Report.objects.filter(measure__in=answers(user).values("measure"))


def answers(user) -> QuerySet:
    """What the user answers for now."""
    return Responsibility.objects.filter(user=user.pk, is_active=True, user__is_active=True)
