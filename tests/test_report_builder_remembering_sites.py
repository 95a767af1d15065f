"""A survey that is published into another folder is compared with what every folder got."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report_builder.remembering import MOST_EDITIONS, compared
from report_builder.state_file import Remembered, StateFiles, read_state, write_state
from survey.errors import ConfidentialityError, FewChangedError, OutputPlaceError
from survey.release_record import ReleaseRecord, Standing, WaveRecord


def edition(people: int, first: int = 0) -> ReleaseRecord:
    """So many people, who all answer otherwise; another `first` are others."""
    members = b"".join((first + number).to_bytes(8) for number in range(people))
    standing = Standing(cell=bytes(8), groups=("|sales||",), members=members)
    wave = WaveRecord(wave="", people={"|sales||": people}, tables={}, standings=(standing,))
    return ReleaseRecord(minimum_group=5, waves=(wave,))


class Folder:
    """A folder with an export, whose report is published into sites."""

    def __init__(self, place: Path) -> None:
        self.export = place / "export.csv"

    def states(self, site: str) -> StateFiles:
        """Where it is remembered what a site shows."""
        return StateFiles.of(self.export.parent / site, [self.export])

    def publish(self, site: str, record: ReleaseRecord) -> None:
        """Put an edition into a site."""
        with compared(self.states(site), record) as remembered, remembered:
            pass

    def remembered(self, site: str) -> Remembered:
        """What a site was found to have published."""
        return read_state(self.states(site).own)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_three_late_answers_are_not_told_by_another_folder(folder: Folder) -> None:
    folder.publish("site", edition(20))
    with pytest.raises(FewChangedError) as told:
        folder.publish("site2", edition(23))
    assert not folder.states("site2").own.exists()
    assert f"delete {folder.states('site').own} (of site)." in told.value.fix
    assert "name a file for this one: --state" in told.value.fix
    folder.publish("site2", edition(25))


def test_the_same_answers_are_published_into_as_many_folders_as_one_likes(folder: Folder) -> None:
    for site in map(str, range(MOST_EDITIONS + 1)):
        folder.publish(site, edition(20))
        assert len(folder.remembered(site).editions) == 1


def test_editions_of_all_folders_are_laid_side_by_side(folder: Folder) -> None:
    """Of three each, beside two that lie six apart, a third is as near to both."""
    folder.publish("a", edition(20))
    folder.publish("b", edition(26))
    assert folder.remembered("a").salt == folder.remembered("b").salt
    with pytest.raises(FewChangedError):
        folder.publish("c", edition(23))


def test_files_of_other_salts_are_compared_each_by_itself(folder: Folder) -> None:
    for site, people in (("a", 20), ("b", 27)):
        salt = site.encode() * 16
        remembered = Remembered(salt, (edition(people).salted(salt),))
        write_state(folder.states(site).own, remembered)
    for site, people in (("a", 28), ("b", 19), ("c", 22), ("c", 25)):
        with pytest.raises(FewChangedError) as told:
            folder.publish(site, edition(people))
        assert "(of another site)" in told.value.fix
    folder.publish("c", edition(32))


def test_another_survey_beside_it_is_none_of_its_business(folder: Folder) -> None:
    folder.publish("acme", edition(20))
    folder.publish("beta", edition(21, first=1000))
    assert folder.remembered("acme").salt != folder.remembered("beta").salt


def test_a_survey_that_is_another_may_be_given_a_file_of_its_own(folder: Folder) -> None:
    folder.publish("site", edition(20))
    named = StateFiles.of(folder.export.parent / "site2", [folder.export], Path("/none/named.json"))
    named = replace(named, own=folder.export.with_name("named.json"))
    with compared(named, edition(21)) as remembered, remembered:
        pass
    assert len(read_state(named.own).editions) == 1


def test_drafts_that_nobody_has_are_forgotten_with_their_file(folder: Folder) -> None:
    folder.publish("draft", edition(20))
    folder.states("draft").own.unlink()
    folder.publish("site", edition(21))


def test_what_another_site_gets_meanwhile_is_seen_before_this_one_takes_its_place(
    folder: Folder,
) -> None:
    with compared(folder.states("site"), edition(20)) as remembered:
        folder.publish("site2", edition(21))
        with pytest.raises(FewChangedError), remembered:
            pytest.fail("published unseen")
    assert not folder.states("site").own.exists()


def test_while_another_site_takes_its_place_this_one_waits(folder: Folder) -> None:
    with (
        compared(folder.states("site"), edition(20)) as remembered,
        remembered,
        compared(folder.states("site2"), edition(25), patience=0) as other,
        pytest.raises(OutputPlaceError, match="a site is being published by process"),
        other,
    ):
        pytest.fail("two at once")
    left = [path.name for path in folder.export.parent.iterdir()]
    assert left == [folder.states("site").own.name]


def test_what_cannot_be_read_may_be_of_this_survey(folder: Folder) -> None:
    folder.states("site").own.write_text("half")
    with pytest.raises(ConfidentialityError, match="cannot be read"):
        folder.publish("site2", edition(20))


def test_editions_of_all_folders_count(folder: Folder) -> None:
    for number in range(MOST_EDITIONS):
        folder.publish(f"site{number % 3}", edition(20 + 5 * number))
    with pytest.raises(FewChangedError, match=f"published {MOST_EDITIONS} times"):
        folder.publish("more", edition(20 + 5 * MOST_EDITIONS))
