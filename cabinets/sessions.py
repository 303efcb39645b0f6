"""A closed cabinet is closed at once, wherever it is open."""

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from cabinets.models import Membership


def end_sessions(user_id) -> None:
    """Sign the user out everywhere. Only staff have sessions, so there are few to look through."""
    current = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [session.pk for session in current.iterator() if session.get_decoded().get(SESSION_KEY) == str(user_id)]
    Session.objects.filter(pk__in=theirs).delete()


@receiver(post_save, sender=Membership)
def close(instance, created, **signal) -> None:
    if not instance.is_active and not created:
        end_sessions(instance.user_id)


@receiver(post_delete, sender=Membership)
def close_deleted(instance, **signal) -> None:
    end_sessions(instance.user_id)


@receiver(post_save, sender=get_user_model())
def close_disabled(instance, created, **signal) -> None:
    if not instance.is_active and not created:
        end_sessions(instance.pk)
