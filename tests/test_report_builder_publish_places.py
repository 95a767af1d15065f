"""Only a place that is ours, and that we may write to, is ever replaced."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from program import ROOT
from small_sites import RIGHTLESS, beside, build, start, words

from report_builder.publish import MARKER, replacing
from survey.errors import OutputPlaceError


def test_a_folder_with_other_files_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(OutputPlaceError, match=r"no build-report has made.*thesis\.odt"):
        build(tmp_path, "new")
    assert (tmp_path / "thesis.odt").read_text() == "years of work"


def test_what_is_put_there_during_the_build_is_refused_too(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    with pytest.raises(OutputPlaceError, match=r"thesis\.odt"), replacing(output):
        (output / "thesis.odt").write_text("years of work")
    assert beside(output) == []


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    with pytest.raises(OutputPlaceError, match="symbolic link"):
        build(tmp_path / "site", "new")


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputPlaceError, match="is a file"):
        build(tmp_path / "site", "new")


@pytest.mark.skipif(sys.platform == "win32", reason="links and rights of POSIX")
def test_no_link_is_followed_where_a_build_keeps_its_own_things(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.odt").write_text("years of work")
    (tmp_path / ".site.build-report-new").symlink_to(precious)
    build(tmp_path / "site", "new")
    assert words(tmp_path / "site") == {"new"}
    (tmp_path / ".other.build-report-lock").symlink_to(precious / "thesis.odt")
    with pytest.raises(OutputPlaceError, match="build-report-lock"):
        build(tmp_path / "other", "new")
    assert (precious / "thesis.odt").read_text() == "years of work"


@pytest.mark.parametrize("kind", [".git", ".hg", ".svn"])
def test_a_repository_is_refused_even_with_our_marker(tmp_path: Path, kind: str) -> None:
    build(tmp_path / "site", "old")
    (tmp_path / "site" / kind).mkdir()
    with pytest.raises(OutputPlaceError, match=f"is a repository: its history \\({kind}\\)"):
        build(tmp_path / "site", "new")
    assert words(tmp_path / "site") == {"old"}


@pytest.mark.parametrize("place", ["site_templates/site", "report_builder", "survey/a/b"])
def test_a_place_in_the_program_itself_is_refused(place: str) -> None:
    with pytest.raises(OutputPlaceError, match="lies within the program itself"):
        build(ROOT / place, "new")
    assert not (ROOT / "site_templates" / "site").exists()


@pytest.mark.parametrize("place", ["/", "home", "working folder", "its parent", "input"])
def test_a_folder_that_holds_what_must_stay_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    home, here = tmp_path / "home", tmp_path / "parent" / "here"
    exports = tmp_path / "exports"
    for folder in (home, here, exports):
        folder.mkdir(parents=True)
        (folder / MARKER).touch()
    (exports / "export.csv").touch()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(here)
    output = {
        "/": Path("/"),
        "home": home,
        "working folder": Path(),
        "its parent": Path(".."),
        "input": exports,
    }[place]
    with (
        pytest.raises(OutputPlaceError, match="cannot be replaced"),
        replacing(output, keep=(exports / "export.csv",)),
    ):
        pytest.fail("building had begun")


@pytest.mark.skipif(RIGHTLESS is None, reason="no way here to be without the right to write")
def test_in_a_read_only_place_the_old_site_stands_and_the_place_is_named(tmp_path: Path) -> None:
    output = tmp_path / "place" / "site"
    build(output, "old")
    output.parent.chmod(0o555)
    builder = start(output, "new", pause=0, around=RIGHTLESS or ())
    said = builder.communicate()[1]
    output.parent.chmod(0o755)
    assert f"OutputPlaceError: {output}: the site cannot be written: Permission denied" in said
    assert words(output) == {"old"}
    assert beside(output) == []


@pytest.mark.skipif(RIGHTLESS is None, reason="no way here to be without the right to write")
def test_a_site_that_was_made_read_only_is_replaced_and_gone(tmp_path: Path) -> None:
    output = tmp_path / "site"
    build(output, "old")
    for folder in (output / "assets", output):
        folder.chmod(0o555)
    builder = start(output, "new", pause=0, around=RIGHTLESS or ())
    assert builder.communicate()[1] == ""
    assert words(output) == {"new"}
    assert beside(output) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_who_may_read_the_old_site_may_read_the_new(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir(mode=0o700)
    build(output, "new")
    assert stat.S_IMODE(output.stat().st_mode) == 0o700
