"""What is at hand is the thing itself, for as long as Django's cache says that it holds."""

from django.core.cache import cache

from portal.at_hand import AtHand


def test_everybody_gets_the_same():
    held, value = AtHand(60), {"а": 1}
    held.set("key", value)
    assert held.get("key") is value
    assert held.get("another") is None


def test_what_the_cache_forgets_is_gone():
    held = AtHand(60)
    held.set("key", 1)
    cache.delete("key")
    assert held.get("key") is None


def test_what_is_old_is_gone():
    held = AtHand(0)
    held.set("key", 1)
    assert held.get("key") is None


def test_what_another_process_has_written_is_none_of_ours():
    """Where several share a cache, each looks it up by itself."""
    ours, theirs = AtHand(60), AtHand(60)
    ours.set("key", "ours")
    theirs.set("key", "theirs")
    assert ours.get("key") is None
    assert theirs.get("key") == "theirs"
