"""For whoever changes the key: `docs/deploy/second-factor.md`."""

from allauth.mfa.models import Authenticator
from django.core.management import BaseCommand
from django.db import transaction

from staff.sealing import change_all, seal_anew


class Command(BaseCommand):
    help = "Seal the secrets of all second factors by the first of SECOND_FACTOR_KEYS; then the others may go."

    @transaction.atomic
    def handle(self, *args, **options):
        self.stdout.write(f"second factors: {change_all(Authenticator.objects, seal_anew)}")
