"""The programmes of four regions, as five orders give them: every figure of the acts is found again."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.test import TestCase

from acts import loading as acts_loading
from measures import loading
from measures.contradictions import figures_of, promises_of
from measures.findings import found
from measures.models import (
    BudgetLine,
    Executor,
    Indicator,
    IndicatorValue,
    Measure,
    Programme,
    PromisedFigure,
    SourceNote,
    StatedTotal,
    Status,
)
from portal.loading import Outcome, Report
from tests.measures.territories import make_directory

CHECKS_THAT_FAIL = {18, 19, 20, 22, 34, 66, 101, 116, 117, 118, 119, 120, 127, 129, 135, 136, 139, 142, 145, 150}
CHECKS_THAT_FAIL |= {152, 153, 159, 160, 162, 166, 167, 169, 170, 171}
BEFORE, IN_2016, IN_2017, END = ("baseline", None), ("year", 2016), ("year", 2017), ("end", None)
# What the rules find in the figures of the acts, by the numbers of the checks that found it: this and nothing else.
# 127 says of the same value what 101 says; that of 120 stands at the end too.
FOUND = {
    "yugra-2016-2017": {
        (66, "end", "6", "", END),
        (129, "slip", "6", "", END),
        (116, "within", "10.7", "", IN_2017),
        (116, "within", "10.9", "", IN_2017),
        (117, "within", "10.7", "", END),
        (117, "within", "10.9", "", END),
        (118, "share", "11", "", BEFORE),
        (119, "share", "11", "", IN_2016),
        (120, "share", "11", "", IN_2017),
        (120, "share", "11", "", END),
        (135, "promise", "10", "5.1", END),
        (136, "promise", "1", "6.1", IN_2017),
        (139, "promise", "3", "9.2", END),
        (142, "unmeasured", "", "13.2", END),
        (142, "unmeasured", "", "13.3", END),
    },
    "tatarstan-2016-2017": {
        (101, "end", "9", "", END),
        (127, "end", "9", "", END),
        (145, "promise", "3", "11.1", END),
    },
}


def silent() -> Report:
    return Report(lambda line: None)


def sums(lines, *by: str) -> dict:
    """Roubles by those fields."""
    rows = lines.order_by().values_list(*by).annotate(total=Sum("amount"))
    return {key[0] if len(key) == 1 else tuple(key): int(total) for *key, total in rows}


YUGRA, TATARSTAN = "yugra-2016-2017", "tatarstan-2016-2017"
WRITTEN = (Programme, Measure, Indicator, BudgetLine, StatedTotal, IndicatorValue, Executor, SourceNote)


class LoadedProgrammesTests(TestCase):
    """All of it is loaded once, for all rules."""

    @classmethod
    def setUpTestData(cls):
        make_directory()
        acts_loading.load(silent())
        loading.load(silent())

    def lines(self, slug: str):
        return BudgetLine.objects.filter(measure__programme__slug=slug)

    def stated(self, slug: str, place: str):
        return StatedTotal.objects.filter(programme__slug=slug, measure_number="", place=place)

    # Yugra

    def test_20_measures_of_yugra_stand_in_15_directions(self):
        programme = Programme.objects.get(slug=YUGRA)
        assert (programme.measures.count(), programme.directions.count()) == (20, 15)
        assert not programme.measures.filter(direction=None).exists()

    def test_thousands_of_the_table_are_roubles_of_the_record(self):
        programme = Programme.objects.get(slug=YUGRA)
        assert programme.unit == Programme.Unit.THOUSAND
        assert programme.unit_note
        assert self.lines(YUGRA).aggregate(total=Sum("amount"))["total"] == 9_850_000

    def test_money_of_yugra_adds_up_by_year_and_source(self):
        lines = self.lines(YUGRA)
        assert sums(lines, "year") == {2016: 4_750_000, 2017: 5_100_000}
        assert sums(lines, "source__code") == {"regional_budget": 6_750_000, "fund": 3_100_000}
        assert sums(lines, "year", "source__code") == {
            (2016, "regional_budget"): 2_750_000,
            (2016, "fund"): 2_000_000,
            (2017, "regional_budget"): 4_000_000,
            (2017, "fund"): 1_100_000,
        }

    def test_the_act_of_yugra_states_the_same_in_two_places(self):
        text = set(self.stated(YUGRA, "раздел 2").values_list("year", "source__code", "amount"))
        table = set(self.stated(YUGRA, "раздел 4, строка «Итого»").values_list("year", "source__code", "amount"))
        assert len(text) == 9
        assert table < text
        assert (2017, "fund", Decimal(1_100_000)) in table

    def test_a_stated_zero_is_kept_and_an_empty_cell_is_not_made_one(self):
        zeros = StatedTotal.objects.filter(programme__slug=YUGRA, amount=0)
        assert zeros.filter(measure_number="1.1").count() == 3
        assert not zeros.filter(measure_number__in=["7.1", "8.1"]).exists()
        assert not self.lines(YUGRA).filter(amount=0).exists()

    def test_a_promise_that_the_act_leaves_out_stays_out(self):
        without = Measure.objects.filter(programme__slug=YUGRA, expected_result="")
        assert [measure.number for measure in without] == ["10.2"]

    # Tatarstan

    def test_24_measures_of_tatarstan_stand_in_15_directions(self):
        programme = Programme.objects.get(slug=TATARSTAN)
        assert (programme.measures.count(), programme.directions.count()) == (24, 15)
        assert programme.risks.count() == 6

    def test_money_of_tatarstan_adds_up_by_source_and_is_not_split_by_year(self):
        lines = self.lines(TATARSTAN)
        assert sums(lines, "year") == {None: 19_572_600}
        assert sums(lines, "source__code") == {"regional_budget": 9_600_000, "attracted": 200_000, "fund": 9_772_600}

    def test_the_act_of_tatarstan_states_the_same_in_two_places(self):
        text = set(self.stated(TATARSTAN, "раздел III").values_list("source__code", "amount"))
        assert text == set(self.stated(TATARSTAN, "приложение, строка «ИТОГО»").values_list("source__code", "amount"))
        assert (None, Decimal(19_572_600)) in text

    def test_who_takes_part_by_agreement_is_marked(self):
        executors = Executor.objects.filter(measure__programme__slug=TATARSTAN, by_agreement=True)
        numbers = set(executors.values_list("measure__number", flat=True))
        assert numbers == {"3.3", "3.4", "7.1", "8.1", "8.2", "10.1", "14.1"}

    # The media plan and the model programmes

    def test_the_media_plan_has_nine_items_one_of_them_without_a_date(self):
        items = Programme.objects.get(slug="vladimir-2020").media_items
        assert items.count() == 9
        assert [item.number for item in items.filter(starts_on=None)] == ["3"]

    def test_a_model_programme_has_no_term_and_says_what_its_act_lacks(self):
        models = Programme.objects.filter(kind=Programme.Kind.MODEL).order_by("slug")
        assert [(each.slug, each.period) for each in models] == [("novgorod-model", ""), ("yugra-model", "")]
        assert models[0].act.number == "305"
        assert models[1].act is None
        assert models[1].act_note

    def test_every_contradiction_found_in_the_acts_is_told(self):
        told = set(SourceNote.objects.exclude(check_number=None).values_list("check_number", flat=True))
        by_rule = {check for found in FOUND.values() for check, *_where in found}
        assert told | by_rule == CHECKS_THAT_FAIL
        assert not told & by_rule

    def test_the_rules_find_the_contradictions_of_indicators_and_no_other(self):
        for programme in Programme.objects.all():
            indicators = programme.public_indicators()
            promises = promises_of(programme.promising_measures(), indicators)
            findings = found(figures_of(indicators), promises)
            places = {(str(one.rule), one.indicator, one.measure, one.when) for one in findings}
            assert places == {
                (rule, indicator, measure, when)
                for _check, rule, indicator, measure, when in FOUND.get(programme.slug, ())
            }
            assert len(findings) == len(places)

    def test_promises_that_agree_with_their_indicators_are_checked_too(self):
        assert PromisedFigure.objects.count() == 13
        assert PromisedFigure.objects.exclude(indicator=None).count() == 11

    # Measures

    def test_a_line_of_each_measure_adds_up_to_its_stated_total(self):
        stated = StatedTotal.objects.exclude(measure_number="").filter(year=None, source=None)
        for total in stated.select_related("programme"):
            lines = self.lines(total.programme.slug).filter(measure__number=total.measure_number)
            assert (lines.aggregate(sum=Sum("amount"))["sum"] or 0) == total.amount, total
        assert stated.count() == 44

    def test_no_result_is_invented(self):
        assert not Measure.objects.exclude(reported_status="").exists()
        assert {measure.status for measure in Measure.objects.all()} == {Status.NO_DATA}

    def test_the_first_executor_answers_and_the_others_take_part(self):
        leads = Executor.objects.filter(role=Executor.Role.LEAD).values("measure").annotate(number=Count("pk"))
        assert {each["number"] for each in leads} == {1}
        assert len(leads) == 44

    def test_own_titles_are_short(self):
        titles = [*Measure.objects.values_list("title", flat=True), *Indicator.objects.values_list("name", flat=True)]
        assert [title for title in titles if len(title) > 90] == []

    # Indicators

    def values(self, slug: str, number: str) -> list:
        values = IndicatorValue.objects.filter(indicator__programme__slug=slug, indicator__number=number)
        return [each.value for each in values.order_by("pk")]

    def test_every_row_has_a_value_before_for_two_years_and_at_the_end(self):
        counts = Indicator.objects.annotate(number_of_values=Count("values"))
        assert counts.count() == 63
        assert {each.number_of_values for each in counts} == {4}

    def test_absent_stays_absent_and_zero_stays_zero(self):
        assert self.values(TATARSTAN, "6") == [None, None, 12, 12]
        assert self.values(YUGRA, "1.5") == [0, 0, 0, 0]
        absent = IndicatorValue.objects.filter(value=None)
        assert set(absent.values_list("as_written", flat=True)) == {"-"}

    def test_a_doubtful_figure_is_kept_as_the_act_has_it(self):
        assert self.values(YUGRA, "6")[-1] == 446
        assert self.values(YUGRA, "15") == [0, 10_500, 10_500, 21_000]
        assert IndicatorValue.objects.filter(indicator__number="15", as_written="1050 0").count() == 2

    def test_yes_is_one(self):
        both = Indicator.objects.filter(value_kind=Indicator.ValueKind.YES_NO)
        assert both.count() == 2
        assert self.values(YUGRA, "5") == [1, 1, 1, 1]

    def test_parts_add_up_to_the_whole(self):
        for whole in Indicator.objects.filter(number__in=["1", "10"]):
            for value in whole.values.exclude(value=None):
                parts = IndicatorValue.objects.filter(
                    indicator__parent=whole, period=value.period, year=value.year
                ).aggregate(sum=Sum("value"))
                assert parts["sum"] == value.value, (whole, value)

    # A second run

    def rows(self):
        return [list(model._default_manager.order_by("pk").values()) for model in WRITTEN]

    def test_a_second_run_changes_nothing(self):
        before, report = self.rows(), silent()
        loading.load(report)
        assert not report.changed
        assert report.total(Outcome.UNCHANGED) == 5 + 5 + 44 + 63 + 44  # entries of the first plans
        assert self.rows() == before
