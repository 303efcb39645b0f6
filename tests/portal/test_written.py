"""What was written of a page is given again only for the same, and takes no more memory than it may."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

from markupsafe import Markup

from portal.written import Written, weight


def pieces(text: str, size: int = 1000) -> dict:
    return {"body": Markup(text + "я" * size)}


def test_the_same_is_written_once_and_another_anew():
    kept, written = Written(1_000_000), []

    def get(key, made_of):
        return kept.get(key, made_of, lambda: written.append(made_of) or pieces(str(made_of)))

    assert get("ru", [("a", 1)]) is get("ru", [("a", 1)])
    get("ru", [("a", 2)])
    get("en", [("a", 2)])
    get("ru", [("a", 1)])
    assert written == [[("a", 1)], [("a", 2)], [("a", 2)], [("a", 1)]]


def test_the_longest_unused_goes_where_there_is_no_room():
    kept = Written(3 * weight(pieces("")) + 500)
    for key in "abc":
        kept.get(key, (), lambda: pieces(""))
    kept.get("a", (), lambda: pieces(""))
    kept.get("d", (), lambda: pieces(""))
    assert list(kept.entries) == ["c", "a", "d"]
    assert kept.size == sum(entry.size for entry in kept.entries.values()) <= kept.most


def test_what_is_larger_than_all_room_is_given_and_not_kept():
    kept = Written(1000)
    assert kept.get("a", (), lambda: pieces("whole", 5000))["body"].startswith("whole")
    assert not kept.entries
    assert kept.size == 0


def test_what_it_was_made_of_counts_too():
    kept = Written(5000)
    kept.get("a", [("я" * 5000,)], lambda: pieces("", 1))
    assert not kept.entries


def test_many_threads_leave_it_whole():
    kept = Written(20_000)

    def ask(seed):
        random = Random(seed)
        for _time in range(300):
            key, made_of = random.randrange(9), random.randrange(3)
            text = f"{key} {made_of} "
            assert kept.get(key, made_of, lambda text=text: pieces(text))["body"].startswith(text)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(8)))
    assert kept.size == sum(entry.size for entry in kept.entries.values()) <= kept.most
    kept.clear()
    assert (kept.size, len(kept.entries)) == (0, 0)
