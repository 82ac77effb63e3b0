from dataclasses import dataclass, field

import pytest

from wizard.model.connection import Names


@dataclass(frozen=True)
class Draft:
    profile: str
    names: Names | None = None
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OtherDraft:
    region: str


def test_a_draft_comes_back_as_it_was_typed(run, store):
    draft = Draft("acme", Names("a", "b", "c", "d"), {"external-id": "007"})
    run(store.drafts.save("last", draft))

    assert run(store.drafts.load("last", Draft)) == draft


def test_the_newer_draft_takes_the_place_of_the_older(run, store):
    run(store.drafts.save("last", Draft("one")))
    run(store.drafts.save("last", Draft("two")))

    assert run(store.drafts.load("last", Draft)) == Draft("two")


def test_a_mapping_is_a_draft_too(run, store):
    run(store.drafts.save("last", {"profile": "acme"}))

    assert run(store.drafts.load("last", dict[str, str])) == {"profile": "acme"}


def test_a_draft_of_another_shape_is_left_out(run, store, caplog, expect_log):
    expect_log.append("no longer fits")
    run(store.drafts.save("last", Draft("acme")))

    assert run(store.drafts.load("last", OtherDraft)) is None
    assert "no longer fits" in caplog.text


def test_a_removed_draft_is_gone(run, store):
    run(store.drafts.save("last", Draft("acme")))
    run(store.drafts.remove("last"))

    assert run(store.drafts.load("last", Draft)) is None


def test_the_draft_that_was_begun_last_is_named_first(run, store):
    for name in ("last", "second", "third"):
        run(store.drafts.save(name, Draft("acme")))
    run(store.drafts.save("last", Draft("typed on")))
    run(store.drafts.remove("second"))

    assert run(store.drafts.names()) == ("third", "last")


def test_what_cannot_be_read_back_is_not_written(run, store):
    with pytest.raises(TypeError, match="object cannot be stored"):
        run(store.drafts.save("last", {"window": object()}))


def test_settings_are_kept_replaced_and_removed(run, store):
    assert run(store.settings.get("theme")) is None
    run(store.settings.put("theme", "light"))
    run(store.settings.put("theme", "dark"))
    assert run(store.settings.get("theme")) == "dark"
    run(store.settings.remove("theme"))
    assert run(store.settings.get("theme")) is None
