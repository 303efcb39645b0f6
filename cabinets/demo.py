"""A cabinet to look at: a worker of an institution of the fictional region, an edit that waits, one that came back."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Count, Q

from cabinets.models import Membership
from portal.reporters import GROUP
from services_directory.models import Provider, Service

USERNAME = "organisation"
RETURNED = "Укажите, в какие дни идут занятия."


def fictional_provider() -> Provider | None:
    """The one with the most services: there is something to look at."""
    fictional = Q(territory__is_fictional=True) | Q(territory__parent__is_fictional=True)
    return Provider.objects.published().filter(fictional).annotate(n=Count("services")).order_by("-n", "pk").first()


@transaction.atomic
def make_cabinet(password: str) -> bool:
    """Made once, and only where the fictional region is loaded; afterwards it is left as people made it."""
    provider = fictional_provider()
    if not provider:
        return False
    users = get_user_model().objects
    user, created = users.get_or_create(
        username=USERNAME, defaults={"first_name": "Сотрудник", "last_name": "организации"}
    )
    if created:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=GROUP))
        Membership.objects.create(user=user, provider=provider, position="специалист по работе с семьями")
        propose_edits(provider, user)
    return True


def propose_edits(provider: Provider, user) -> None:
    moderator = get_user_model().objects.filter(is_superuser=True).first()
    services = Service.objects.filter(provider=provider).order_by("pk")
    for service in services[:1]:
        propose(service, user, term="Запись за 2–3 дня")
    for service in services[1:2]:
        state = propose(service, user, summary="Занятия для детей и родителей вместе")
        state.current_task_state.specific.reject(user=moderator, comment=RETURNED)


def propose(service: Service, user, **changes):
    """An edit sent to the moderators."""
    draft = service.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=user)
    return service.get_workflow().start(draft, user)
