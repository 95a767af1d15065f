"""An edition is compared with all before it, and remembered while it takes its place."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from report_builder.publish import MARKER
from report_builder.remembering import MOST_EDITIONS, compared, old_site_kept
from report_builder.state_file import Remembered, StateFiles, read_state, write_state
from survey.errors import ConfidentialityError, FewChangedError, OutputPlaceError
from survey.release_record import ReleaseRecord, Standing, WaveRecord


def edition(people: int, minimum: int = 5) -> ReleaseRecord:
    """So many people, who all answer otherwise."""
    members = b"".join(number.to_bytes(8) for number in range(people))
    standing = Standing(cell=bytes(8), groups=("|sales||",), members=members)
    wave = WaveRecord(wave="", people={"|sales||": people}, tables={}, standings=(standing,))
    return ReleaseRecord(minimum_group=minimum, waves=(wave,))


def publish(state: Path, record: ReleaseRecord) -> None:
    with compared(StateFiles(own=state), record) as remembered, remembered:
        pass


def fail(state: Path, record: ReleaseRecord, first: Callable[[], object] = lambda: None) -> None:
    """Publish it where there is no room, and something happens first."""
    with compared(StateFiles(own=state), record) as remembered, remembered:
        first()
        raise OSError("no room")


def sizes(state: Path) -> list[int]:
    """How many people each edition remembered is of."""
    return [edition.waves[0].people["|sales||"] for edition in read_state(state).editions]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    place.mkdir()
    (place / MARKER).write_text("{}")
    return place


def test_each_edition_that_is_another_is_remembered_once(state: Path) -> None:
    for people in (20, 20, 25, 20, 25):
        publish(state, edition(people))
    assert sizes(state) == [20, 25]


def test_an_edition_is_remembered_before_it_takes_its_place(state: Path) -> None:
    """Else a build that is killed there may have published what nobody knows of."""
    with compared(StateFiles(own=state), edition(20)) as remembered:
        assert not state.exists()
        with remembered:
            assert sizes(state) == [20]


@pytest.mark.parametrize("before", [(), (20,)])
def test_what_did_not_take_its_place_is_forgotten(state: Path, before: tuple[int, ...]) -> None:
    for people in before:
        publish(state, edition(people))
    with pytest.raises(OSError, match="no room"):
        fail(state, edition(30))
    assert sizes(state) == [*before] if before else not state.exists()


def test_what_is_not_published_after_all_is_not_remembered(state: Path) -> None:
    publish(state, edition(20))
    with pytest.raises(KeyboardInterrupt), compared(StateFiles(own=state), edition(30)):
        raise KeyboardInterrupt
    assert sizes(state) == [20]


def test_what_a_build_killed_in_between_may_have_published_counts(state: Path) -> None:
    publish(state, edition(20))
    with ExitStack() as killed:
        killed.enter_context(killed.enter_context(compared(StateFiles(own=state), edition(25))))
        content = state.read_bytes()
    state.write_bytes(content)
    publish(state, edition(20))
    with pytest.raises(FewChangedError):
        publish(state, edition(27))
    publish(state, edition(30))


def test_the_fix_names_the_state(state: Path) -> None:
    publish(state, edition(20))
    with pytest.raises(FewChangedError, match=f"nobody has any of them, delete {state}"):
        publish(state, edition(21))


def test_a_lowered_threshold_stops(state: Path) -> None:
    publish(state, edition(20))
    with pytest.raises(ConfidentialityError, match="never lowered"):
        publish(state, edition(20, minimum=4))


def test_nothing_is_ever_forgotten_rather_no_further_edition_is_published(state: Path) -> None:
    for number in range(MOST_EDITIONS):
        publish(state, edition(20 + 5 * number))
    with pytest.raises(FewChangedError, match=f"published {MOST_EDITIONS} times"):
        publish(state, edition(20 + 5 * MOST_EDITIONS))
    publish(state, edition(20))
    assert len(sizes(state)) == MOST_EDITIONS


def test_digests_are_salted(state: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    for place in (state, other):
        publish(place, edition(20))
    one, two = (read_state(place).editions[0].waves[0].standings[0] for place in (state, other))
    assert one.members != two.members
    assert one.cell != two.cell
    assert bytes([0] * 7 + [1]) not in one.members


def test_an_edition_without_its_people_is_told(
    state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    many = edition(20)
    without = replace(many, waves=(replace(many.waves[0], standings=()),))
    with caplog.at_level(logging.INFO):
        publish(state, many)
        assert not caplog.messages
        publish(state, without)
    (note,) = caplog.messages
    assert "more than 250,000 people answered" in note


def test_where_nothing_can_be_written_that_is_told_and_the_site_is_published(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        publish(tmp_path / "nowhere" / "state.json", edition(20))
    assert "cannot be written (no such file or directory)" in caplog.text
    assert "Name a place for it with --state" in caplog.text


def test_where_it_cannot_be_put_back_the_failure_is_told_all_the_same(state: Path) -> None:
    with pytest.raises(OSError, match="no room"):
        fail(state, edition(30), first=state.unlink)


def test_of_two_builds_with_one_state_the_second_waits(state: Path) -> None:
    with (
        compared(StateFiles(own=state), edition(20)),
        pytest.raises(
            OutputPlaceError, match=f"{state}: a site is being built by process {os.getpid()}"
        ),
        compared(StateFiles(own=state), edition(30), patience=0),
    ):
        pytest.fail("two builds with one state at once")


def test_the_lock_is_gone_afterwards(state: Path) -> None:
    publish(state, edition(20))
    assert [path.name for path in state.parent.iterdir()] == [state.name]


def test_the_old_site_stays_where_a_few_changed(
    state: Path, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish(state, edition(20))
    with caplog.at_level(logging.WARNING), old_site_kept(site, strict=False):
        publish(state, edition(21))
    assert "the old site stays as it is" in caplog.text
    assert f"delete {state}" in caplog.text
    last = caplog.records[-1]
    assert (vars(last)["event"], last.levelname) == ("kept", "WARNING")
    assert last.getMessage() == f"Not published. The old site is unchanged: {site / 'index.html'}"


def test_strict_stops_and_so_does_a_place_without_the_old_site(state: Path, site: Path) -> None:
    publish(state, edition(20))
    for place, strict in ((site, True), (site.parent / "elsewhere", False)):
        with pytest.raises(FewChangedError), old_site_kept(place, strict=strict):
            publish(state, edition(21))


def test_what_an_earlier_version_remembered_is_compared_by_its_numbers(state: Path) -> None:
    old = edition(20)
    old = replace(old, waves=(replace(old.waves[0], standings=()),))
    write_state(state, Remembered(bytes(16), (old,)))
    with pytest.raises(FewChangedError):
        publish(state, edition(24))
    publish(state, edition(25))
    assert sizes(state) == [20, 25]
