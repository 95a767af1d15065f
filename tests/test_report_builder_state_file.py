"""What was published is remembered in private: written for its owner alone, and found again."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path

import pytest
from faults import FaultyDisk

from report_builder.state_file import Remembered, StateFiles, read_state, write_state
from survey.errors import ConfidentialityError
from survey.release_record import ReleaseRecord, Standing, WaveRecord
from survey.republication import UNTOLD

MEMBERS = bytes(range(18))
WAVE = WaveRecord(
    wave="2026",
    people={"|sales||": 20, "|sales|region|n": 2},
    tables={"A1||sales||": {"1": 20}},
    subjects=("A1", "A"),
    standings=(
        Standing(cell=b"12345678", groups=("|sales|region|n", "|sales||"), members=MEMBERS),
        Standing(cell=b"abcdefgh", groups=("|sales||",), members=MEMBERS[:9]),
    ),
)
EDITION = ReleaseRecord(minimum_group=5, waves=(WAVE,))
REMEMBERED = Remembered(bytes(16), (EDITION, ReleaseRecord(minimum_group=6, waves=())), "site")


def test_what_is_written_is_found_again_and_is_its_owners_alone(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    write_state(state, REMEMBERED)
    assert read_state(state) == REMEMBERED
    assert state.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [state.name]


def test_where_nothing_was_published_there_is_a_new_salt(tmp_path: Path) -> None:
    nothing = [read_state(tmp_path / "state.json") for _ in range(2)]
    assert [each.editions for each in nothing] == [(), ()]
    assert len({each.salt for each in nothing}) == 2


def test_each_site_has_a_state_of_its_own_beside_the_first_export(tmp_path: Path) -> None:
    one, two = (
        StateFiles.of(tmp_path / site, [tmp_path / "a" / "export.csv", tmp_path / "b" / "more.csv"])
        for site in ("one", "two")
    )
    assert one.own != two.own
    assert (one.own.parent, one.site) == (tmp_path / "a", "one")
    assert one.folders == two.folders == (tmp_path / "a", tmp_path / "b")


def test_other_sites_are_looked_for_beside_every_export(tmp_path: Path) -> None:
    exports = [tmp_path / "b" / "export.csv", tmp_path / "a" / "more.csv", tmp_path / "a" / "x.csv"]
    states = StateFiles.of(tmp_path / "site", exports)
    others = [tmp_path / folder / f".build-report-{site}.json" for folder in "ab" for site in "12"]
    for path in (states.own, *others, tmp_path / "a" / "published.json"):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert states.others() == tuple(others)
    assert [gate.parent.name for gate in states.gates()] == ["a", "b"]


def test_a_file_that_a_person_names_stands_alone(tmp_path: Path) -> None:
    named = tmp_path / "published.json"
    (tmp_path / ".build-report-1.json").touch()
    states = StateFiles.of(tmp_path / "site", [tmp_path / "export.csv"], named)
    assert states == StateFiles(own=named, site="site")
    assert (states.others(), states.gates()) == ((), ())


def test_a_file_of_before_sites_were_named_is_read(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    write_state(state, REMEMBERED)
    content = json.loads(state.read_text())
    del content["site"]
    state.write_text(json.dumps(content))
    assert read_state(state) == Remembered(REMEMBERED.salt, REMEMBERED.editions)


def test_what_an_earlier_version_remembered_is_one_edition_without_its_people(
    tmp_path: Path,
) -> None:
    state = tmp_path / "state.json"
    wave = {
        "wave": "2026",
        "people": {"|sales||": 20},
        "answers": {"A1||sales||": [0, 12, 8], "A||sales||": [20]},
    }
    state.write_text(
        json.dumps({"schema": "alignment-report/state-1", "minimum_group": 5, "waves": [wave]})
    )
    (edition,) = read_state(state).editions
    assert edition.minimum_group == 5
    assert edition.waves == (
        WaveRecord(
            wave="2026",
            people={"|sales||": 20},
            tables={"A1||sales||": {"1": 12, "2": 8}, "A||sales||": {UNTOLD: 20}},
        ),
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other"}', "nonsense", "[" * 100_000])
def test_a_state_that_cannot_be_read_stops(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(text)
    with pytest.raises(ConfidentialityError, match=r"state\.json: .* cannot be read"):
        read_state(state)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("salt",), "00"),
        (("salt",), "no number"),
        (("schema",), "alignment-report/state-9"),
        (("editions",), 5),
        (("editions", 0, "minimum_group"), "five"),
        (("editions", 0, "waves", 0, "people"), None),
        (("editions", 0, "waves", 0, "tables"), []),
        (("editions", 0, "waves", 0, "subjects"), None),
        (("editions", 0, "waves", 0, "subjects"), [str(number) for number in range(9)]),
        (("editions", 0, "waves", 0, "standings", 0, "members"), "AAAA"),
        (("editions", 0, "waves", 0, "standings", 0, "members"), "%"),
        (("editions", 0, "waves", 0, "standings", 0, "groups"), [7]),
        (("editions", 0, "waves", 0, "standings", 0, "cell"), "xy"),
    ],
)
def test_a_state_with_a_part_that_is_none_stops(
    tmp_path: Path, place: tuple[str | int, ...], value: object
) -> None:
    state = tmp_path / "state.json"
    write_state(state, REMEMBERED)
    whole = json.loads(state.read_text())
    part = whole
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    state.write_text(json.dumps(whole))
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        read_state(state)


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        read_state(tmp_path)


def test_what_a_killed_build_left_is_written_over(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.with_name("state.json.new").write_text("half")
    write_state(state, REMEMBERED)
    assert read_state(state) == REMEMBERED


@pytest.mark.skipif(sys.platform != "linux", reason="counts the calls that Linux is asked")
@pytest.mark.parametrize("place", range(4))
def test_where_there_is_no_room_the_state_is_as_it_was(tmp_path: Path, place: int) -> None:
    state = tmp_path / "state.json"
    write_state(state, REMEMBERED)
    disk = FaultyDisk(tmp_path, fail=place, code=errno.ENOSPC)
    with disk.used(), pytest.raises(OSError, match="No space left"):
        write_state(state, Remembered(bytes(16)))
    assert read_state(state) == REMEMBERED
