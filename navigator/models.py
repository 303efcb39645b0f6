"""The navigator: one record that holds the whole tree, so that it is edited, approved and published as one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from navigator.blocks import EndingBlock, FamilyBlock, QuestionBlock
from navigator.checking import faults
from navigator.showing import shown
from navigator.tree import Ending, Tree
from navigator.walking import Walk
from portal.records import PublishedQuerySet, Record

NEUTRAL_SITE = "https://ya.ru/"


class Navigator(Record):
    """Questions, their answers and where they end. Only a whole tree is ever published."""

    title = models.CharField(_("название"), max_length=120, default=_("Подобрать помощь"))
    lead = models.TextField(_("коротко"), blank=True, help_text=_("Одна-две простые фразы под заголовком"))
    questions = StreamField(
        [("question", QuestionBlock())],
        verbose_name=_("вопросы"),
        blank=True,
        collapsed=True,
        help_text=_("Первый вопрос видят все. Он должен вести к срочной помощи"),
    )
    endings = StreamField([("ending", EndingBlock())], verbose_name=_("итоги"), blank=True, collapsed=True)
    family_question = models.CharField(_("вопрос о семье"), max_length=160, default=_("Кто в вашей семье?"))
    families = StreamField([("family", FamilyBlock())], verbose_name=_("ответы о семье"), blank=True, collapsed=True)
    age_question = models.CharField(_("вопрос о возрасте"), max_length=160, default=_("Сколько лет ребёнку?"))
    place_question = models.CharField(_("вопрос о месте"), max_length=160, default=_("Где вы живёте?"))
    exit_url = models.URLField(
        _("куда ведёт «Быстро уйти»"),
        default=NEUTRAL_SITE,
        help_text=_("Обычный сайт, который никого не удивит: погода, поиск, новости"),
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("навигатор")
        verbose_name_plural = _("навигатор")

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("navigator:navigator")

    def clean(self):
        super().clean()
        if self.pk is None and Navigator.objects.exists():
            raise ValidationError(_("Навигатор уже есть: на сайте он один. Правьте его."))

    @property
    def tree(self) -> Tree:
        return Tree.of(*(getattr(self, name).raw_data for name in ("questions", "endings", "families")))

    @property
    def faults(self) -> list[str]:
        return faults(self.tree)

    def publish(self, revision, *args, **options):
        """A version with a fault stays a draft: the last whole one remains on the site."""
        if not revision.as_object().faults:
            super().publish(revision, *args, **options)

    # Preview: any question, any ending.

    @cached_property
    def preview_modes(self):
        tree = self.tree
        questions = [(f"question:{one.code}", one.text) for one in tree.questions]
        endings = [(f"ending:{one.code}", one.title) for one in tree.endings]
        return [*questions, *endings] or [("", _("Пусто"))]

    @property
    def default_preview_mode(self):
        return self.preview_modes[0][0]

    def previewed(self, mode_name: str) -> Walk:
        """A walk that has come to that question or ending."""
        tree = self.tree
        node = tree.nodes.get(mode_name.partition(":")[2]) or tree.first
        ending = node if isinstance(node, Ending) else None
        return Walk(tree, asked=None if ending else node, ending=ending)

    def get_preview_template(self, request, mode_name):
        return self.previewed(mode_name).page_template

    def get_preview_context(self, request, mode_name):
        return {"request": request, "preview": True, **shown(self, self.previewed(mode_name))}
