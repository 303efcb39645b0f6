"""Small trees for tests, and the shipped one."""

from navigator.models import Navigator

PHONES = [{"number": "112", "name": "Спасатели"}, {"number": "+78002000122", "name": "Телефон доверия"}]


def question(code: str, *targets: str, text: str = "") -> tuple:
    answers = [{"text": f"К {target}", "goes_to": target} for target in targets]
    return ("question", {"code": code, "text": text or f"Вопрос {code}?", "answers": answers})


def ending(code: str, **values) -> tuple:
    empty = {"steps": [], "documents": [], "links": [], "categories": []}
    said = {"code": code, "title": f"Итог {code}", "phones": PHONES, "kinds": ["legal"]}
    return ("ending", {**empty, **said, **values})


def urgent(code: str = "danger") -> tuple:
    return ending(code, is_urgent=True)


def make_navigator(questions, endings, **values) -> Navigator:
    return Navigator.objects.create(questions=questions, endings=endings, **values)


def small() -> Navigator:
    """Is there danger? No: money or school; of money the family is asked nothing, of school its age and place."""
    return make_navigator(
        [question("start", "danger", "trouble"), question("trouble", "money", "school")],
        [
            urgent(),
            ending("money", kinds=["legal"], asks=[], steps=["Позвоните"], documents=["Паспорт"]),
            ending("school", kinds=["pedagogical"], asks=["age", "territory"]),
        ],
    )
