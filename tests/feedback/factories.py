import factory

from feedback.models import Report, ReportContact
from tests.factories import Factory


class ReportFactory(Factory):
    class Meta:
        model = Report

    digest = factory.Sequence(lambda n: f"digest-{n}")
    kind = Report.Kind.PHONE
    text = "Номер теперь другой"


class ContactFactory(Factory):
    class Meta:
        model = ReportContact

    report = factory.SubFactory(ReportFactory)
    value = "mother@example.org"
    consent_version = "1"
