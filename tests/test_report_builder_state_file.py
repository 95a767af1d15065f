"""What was published is remembered in private, and the old site stays where a few changed."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from report_builder.publish import MARKER
from report_builder.state_file import keeps_old, remember, state_beside
from survey.errors import ConfidentialityError, FewChangedError
from survey.release import ReleaseRecord, WaveRecord

RECORD = ReleaseRecord(
    minimum_group=5,
    waves=(WaveRecord(wave="", people={"|sales||": 20}, answers={"A1||sales||": (0, 20)}),),
)
ONE_MORE = replace(RECORD, waves=(replace(RECORD.waves[0], people={"|sales||": 21}),))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    place.mkdir()
    (place / MARKER).write_text("{}")
    return place


def test_what_is_remembered_is_found_again_and_is_its_owners_alone(site: Path) -> None:
    state = state_beside(site.parent / "export.csv", site)
    assert state.parent == site.parent
    assert not keeps_old(state, RECORD, site, strict=True)
    remember(state, RECORD)
    assert not keeps_old(state, RECORD, site, strict=True)
    assert state.stat().st_mode & 0o077 == 0
    assert [path.name for path in site.parent.iterdir() if path != site] == [state.name]


def test_the_old_site_stays_where_a_few_changed(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state = site.parent / "state.json"
    remember(state, RECORD)
    with caplog.at_level(logging.WARNING):
        assert keeps_old(state, ONE_MORE, site, strict=False)
    assert "the old site stays as it is" in caplog.text
    assert f"delete {state}" in caplog.text


def test_strict_stops_and_so_does_a_place_without_the_old_site(site: Path) -> None:
    state = site.parent / "state.json"
    remember(state, RECORD)
    with pytest.raises(FewChangedError):
        keeps_old(state, ONE_MORE, site, strict=True)
    with pytest.raises(FewChangedError):
        keeps_old(state, ONE_MORE, site.parent / "elsewhere", strict=False)


def test_each_site_has_a_state_of_its_own(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    assert state_beside(export, tmp_path / "a") != state_beside(export, tmp_path / "b")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other"}', "nonsense", "[" * 100_000])
def test_a_state_that_cannot_be_read_stops(site: Path, text: str) -> None:
    state = site.parent / "state.json"
    state.write_text(text)
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        keeps_old(state, RECORD, site, strict=False)


def test_a_state_with_a_part_missing_stops(site: Path) -> None:
    state = site.parent / "state.json"
    remember(state, RECORD)
    whole = json.loads(state.read_text())
    del whole["waves"][0]["people"]
    state.write_text(json.dumps(whole))
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        keeps_old(state, RECORD, site, strict=False)


def test_a_folder_is_no_state_and_nothing_can_be_written_there(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        keeps_old(site, RECORD, site, strict=False)
    with caplog.at_level(logging.WARNING):
        remember(site, RECORD)
    assert "Name a place for it with --state" in caplog.text


def test_what_a_killed_build_left_is_written_over(site: Path) -> None:
    state = site.parent / "state.json"
    state.with_name("state.json.new").write_text("half")
    remember(state, RECORD)
    assert not keeps_old(state, RECORD, site, strict=True)
