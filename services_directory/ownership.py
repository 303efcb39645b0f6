"""What belongs to which institution, and what whoever works there may do with it.

An institution's people are known by the relation `memberships`, which the app of cabinets makes.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permissions import ModelPermissionPolicy

from services_directory.models import Provider

SEE, WRITE = {"view", "change"}, {"view", "add", "change"}


def own_providers(user) -> frozenset[int]:
    """The institutions where the user works, with their parts down to the last."""
    if not hasattr(user, "_own_providers"):
        user._own_providers = with_parts(providers_of_member(user)) if user.is_active else frozenset()
    return user._own_providers


def providers_of_member(user) -> set[int]:
    work = {"memberships__user": user.pk, "memberships__is_active": True}
    return set(Provider.objects.filter(**work).values_list("pk", flat=True))


def people_of(provider) -> QuerySet:
    """Whoever keeps the cards of an institution and can be written to; `provider` is its id, or a reference to it."""
    theirs = Q(memberships__provider=provider) | Q(memberships__provider__parts=provider)
    people = get_user_model().objects.filter(theirs, memberships__is_active=True, is_active=True)
    return people.exclude(email="").order_by("pk").distinct()


def with_parts(providers: set[int]) -> frozenset[int]:
    known, fresh = set(), providers
    while fresh:
        known |= fresh
        fresh = set(Provider.objects.filter(part_of__in=fresh).values_list("pk", flat=True)) - known
    return frozenset(known)


class InstitutionPermissionPolicy(ModelPermissionPolicy):
    """A right to a kind of records is a right to all of them; a member's is to those of her institution."""

    def __init__(self, model, owner: str, members_may: set[str]):
        """`owner` is the field that leads to the institution."""
        super().__init__(model)
        self.owner = owner
        self.members_may = members_may

    def user_has_permission(self, user, action):
        return super().user_has_permission(user, action) or (action in self.members_may and bool(own_providers(user)))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """Asked of the table: a draft at hand may name another institution."""
        if any(super(InstitutionPermissionPolicy, self).user_has_permission(user, action) for action in actions):
            return True
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        records = self.model._default_manager.all()
        if any(user.has_perm(self._get_permission_name(action)) for action in actions):
            return records
        return self.own(user, records) if self.members_may & set(actions) else records.none()

    def own(self, user, records: QuerySet) -> QuerySet:
        return records.filter(**{f"{self.owner}__in": own_providers(user)})
