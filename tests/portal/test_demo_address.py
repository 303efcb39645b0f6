"""The demo on another port prints and writes its own address, not that of the usual port."""

import os

import pytest

from portal.management.commands import demo


@pytest.mark.parametrize(
    ("set_before", "told"), [("", "http://127.0.0.1:8123"), ("https://a.example", "https://a.example")]
)
def test_what_it_prints_leads_to_where_it_listens(monkeypatch, set_before, told):
    monkeypatch.setenv("BASE_URL", set_before)
    if not set_before:
        monkeypatch.delenv("BASE_URL")
    begun = []
    monkeypatch.setattr(demo, "run_together", lambda commands: begun.append(os.environ["BASE_URL"]) or 0)
    with pytest.raises(SystemExit):
        demo.Command().serve(8123, reload=False)
    assert begun == [told]
