"""What bad input gets: one message that names the place and the fix, and the old site as it was."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from exported import HEADER, answered, bytes_saved, saved
from program import (
    TINY,
    assert_helpful,
    entries,
    forget_log,
    invoke,
    respondents,
    run,
    survey,
    tree,
)

Rows = Sequence[Sequence[str]]
GOOD: Rows = (HEADER, *respondents("Marketing", 8), *respondents("Sales", 8))
TEAM, ROLE, SITE, *ITEMS = HEADER


class Case(NamedTuple):
    """A file that is wrong, and what the message must say."""

    name: str
    files: dict[str, bytes | Rows]
    says: tuple[str, ...]
    options: tuple[str, ...] = ()
    exit_code: int = 3


def export(name: str, content: bytes | Rows, *says: str) -> Case:
    """A case of a bad export; every message names it."""
    return Case(name, {"export.csv": content}, ("export.csv", *says))


def beside(name: str, option: str, text: str, *says: str, exit_code: int = 3) -> Case:
    """A good export with another file that is bad, given by an option."""
    file = f"{option}.yml" if option != "headcount" else "headcount.csv"
    return Case(
        name,
        {"export.csv": GOOD, file: text.encode()},
        says,
        (f"--{option}={file}",),
        exit_code,
    )


def changed(row: int, column: str, text: str) -> Rows:
    """The good export with another text in one cell; the header is row 1."""
    rows = [list(cells) for cells in GOOD]
    rows[row - 1][HEADER.index(column)] = text
    return rows


def without(column: str) -> Rows:
    """The good export without a column."""
    place = HEADER.index(column)
    return [[*row[:place], *row[place + 1 :]] for row in GOOD]


def doubled(header: str, column: str = "TOG1") -> Rows:
    """The good export with one more column, a copy of another, under that header."""
    place = HEADER.index(column)
    return [[*row, header if row is GOOD[0] else row[place]] for row in GOOD]


def zipped() -> bytes:
    """A zip archive that is no workbook."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.docx", "Dear all")
    return packed.getvalue()


def text_of(rows: Rows, separator: str = ",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in rows).encode()


EXPORTS_GONE_WRONG = (
    Case("missing", {}, ("export.csv", "there is no such file", "check the path")),
    export("empty", b"", "the file is empty (0 bytes)", "export the survey again"),
    export("blank lines", b"\n\n\n", "no header row"),
    export("header only", text_of(GOOD[:1]), "no response row below"),
    export("no header", text_of(GOOD[1:]), "row 1", "the header row is missing"),
    export("binary", bytes(range(256)) * 40, "binary file, neither text nor an Excel workbook"),
    export("HTML", b"<!DOCTYPE html><title>Log in</title>", "an HTML page, perhaps a login page"),
    export("PDF", b"%PDF-1.7\n", "a PDF document"),
    export("picture", b"\x89PNG\r\n\x1a\n", "a picture"),
    export("JSON without records", b'{"answers": 3}', "no list of records"),
    export("JSON cut short", b'[{"team": "Sales"},\n {"te', "line 2, column 3"),
    export("SPSS cut short", b"$FL2@(#) IBM SPSS STATISTICS", "SPSS data file is damaged"),
    export("Stata cut short", b"<stata_dta><header>", "Stata data file is damaged"),
    export("Parquet cut short", b"PAR1\x15\x04", "Parquet file is damaged"),
    export("gzip cut short", b"\x1f\x8b\x08\x00", "gzip archive breaks off"),
    export("Git LFS", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
    export("zip", zipped(), "neither a workbook nor a table"),
    export("NUL bytes", text_of(GOOD).replace(b"Sales", b"Sal\x00s", 1), "row 10", "NUL"),
    export("short row", text_of([*GOOD[:5], GOOD[5][:3], *GOOD[6:]]), "row 6 has 3 fields"),
    export("long row", text_of([*GOOD[:5], [*GOOD[5], "x"], *GOOD[6:]]), "row 6 has 8 fields"),
    export(
        "mixed separators",
        text_of(GOOD[:1], ";") + text_of(GOOD[1:]),
        "row 1",
        "separator semicolon",
    ),
    export("endless header", text_of([["x" * 10**6, *HEADER[1:]], *GOOD[1:]]), "row 1", "too long"),
    export("no team column", without(TEAM), "no column says which team", 'C ("TOG1")', "--mapping"),
    export("two team columns", [["Your team", *row[1:], "Department"] if row is GOOD[0] else [*row, row[0]] for row in GOOD], "more than one column could say which team", 'A ("Your team") and H ("Department")'),
    export("one team", GOOD[:9], 'no response of the team "sales" (column A)', "only one of the two"),
    export("neither team", [HEADER, answered("Both"), answered("Other")], "no response of either team"),
    export("no team named", [HEADER, *(answered("") for _ in range(9))], "9 no-team"),
    export("unknown team", changed(4, TEAM, "Customer success"), '"Customer success" 1 x', 'column A ("team")', "row 4", "mapping file"),
    export("unknown answer", changed(4, "TOG2", "Agreee"), '"Agreee" 1 x', 'column E ("TOG2")', "row 4", 'nearest is "Agree"'),
    export("off the scale", changed(7, "TOG1", "6"), '"6" 1 x', 'column D ("TOG1")', "row 7"),
    export("between points", changed(7, "TOG1", "3.5"), '"3.5" 1 x', "row 7"),
    export("infinity", changed(7, "TOG1", "inf"), '"inf" 1 x', "row 7"),
    export("a date", changed(7, "TOG1", "01-May"), '"01-May" 1 x', "row 7", "Excel turns answers"),
    export("a control character", changed(7, "TOG1", "\x1b[2J"), r'"\x1b[2J" 1 x', "row 7"),
    export("an item twice", doubled("TOG1"), 'TOG1: 2 columns, D ("TOG1") and H ("TOG1")', "--mapping"),
    export("two columns for one item", doubled("We lose time in arguments.", "TOG3"), 'TOG3: 2 columns, F ("TOG3") and H ("We lose time in arguments.")'),
    export("nearly an item", [["team", "role", "site", "The two teams plan together", "Each team keeps their promises - even late.", "TOG2", "TOG3"], *GOOD[1:]], "TOG4: column E", "nearly its wording"),
    export("another survey", [["team", "q1", "q2"], *(row[:3] for row in GOOD[1:])], "0 of the 4 items", "not found: TOG1, TOG2, TOG3, TOG4", 'B ("q1")'),
    Case("too few answers", {"export.csv": [HEADER, *GOOD[1:9], *GOOD[9:13]]}, ("Fewer than 5 people of Sales answered", "--minimum-group"), (), 5),
)  # fmt: skip

MAPPINGS_GONE_WRONG = (
    Case("missing mapping", {"export.csv": GOOD}, ("nowhere.yml",), ("--mapping=nowhere.yml",)),
    beside("absent column", "mapping", "team: {column: Department}\nitems: {TOG1: Q9}\n", "line 1, team.column", '"Department"', "line 2, items.TOG1", '"Q9"', "mapping.yml has 2 mistakes"),
    beside("unknown key", "mapping", "teams: {column: team}\n", "line 1, teams", 'did you mean "team"?'),
    beside("unknown item", "mapping", "items: {TOG9: TOG1, TOG1: TOG2, TOG2: TOG3}\n", "TOG9", "line 1"),
    beside("one column twice", "mapping", "items: {TOG1: D, TOG2: D, TOG3: F}\n", "items.TOG2", 'already that of "TOG1"'),
    beside("no such team", "mapping", "team: {column: team, values: {Sales: selling}}\n", "line 1", "selling"),
    beside("a list", "mapping", "- team\n", "mapping.yml"),
    beside("syntax", "mapping", "team: [\n", "mapping.yml", "line"),
    beside("tab", "mapping", "team:\n\tcolumn: team\n", "line 2", "tab"),
    beside("key twice", "mapping", "team: {column: team}\nteam: {column: role}\n", "line 2", "duplicate key", "line 1"),
    beside("code", "mapping", "team: !!python/object/apply:os.system [ls]\n", "line 1", "tag"),
    beside("bomb", "mapping", "a: &a [x, x]\nteam: *a\n", "alias"),
)  # fmt: skip

SETTINGS_GONE_WRONG = (
    beside("unknown setting", "settings", "client: Acme\nminimun_group: 5\n", "settings.yml, line 2, minimun_group", 'did you mean "minimum_group"?'),
    beside("text for a number", "settings", "minimum_group: five\n", "line 1, minimum_group", '"five"'),
    beside("too small a group", "settings", "minimum_group: 2\n", "minimum_group", "3"),
    beside("no such language", "settings", "languages: [de]\n", "line 1, languages", "de"),
    beside("no such day", "settings", "date: 2026-02-30\n", "line 1, date"),
    beside("three at once", "settings", "date: soon\nlanguages: [xx]\nlogo: a.png\n", "settings.yml has 3 mistakes", "line 1, date", "line 2, languages", "line 3, logo"),
    beside("binary settings", "settings", "\x00\x01\x02", "settings.yml"),
    Case("settings missing", {"export.csv": GOOD}, ("nowhere.yml",), ("--settings=nowhere.yml",)),
    beside("unknown questionnaire field", "questionnaire", "id: x\nquestions: []\n", "questions", "items: is missing", "teams: is missing"),
    beside("team not in survey", "headcount", "team,headcount\nMarketing,20\nSelling,30\n", "headcount.csv", "Selling"),
    beside("fewer asked than answered", "headcount", "team,headcount\nMarketing,20\nSales,7\n", "sales: 8 answered, 7 asked"),
    beside("no number", "headcount", "team,headcount\nMarketing,many\nSales,30\n", "headcount.csv", "row 2", "many"),
    beside("no column of people", "headcount", "team\nMarketing\nSales\n", "headcount.csv", "headcount"),
)  # fmt: skip

CASES = (*EXPORTS_GONE_WRONG, *MAPPINGS_GONE_WRONG, *SETTINGS_GONE_WRONG)
FEWEST_CASES = 55


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


@pytest.fixture
def old_site(folder: Path) -> Path:
    """A site that an earlier build has made."""
    site = folder / "site"
    site.mkdir()
    (site / ".build-report.json").write_text("{}")
    (site / "index.html").write_text("the old site")
    return site


def written(folder: Path, case: Case) -> None:
    for name, content in case.files.items():
        if isinstance(content, bytes):
            bytes_saved(folder, content, name)
        else:
            saved(folder, content, name)


def test_the_table_is_whole() -> None:
    assert len(CASES) >= FEWEST_CASES
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_gets_one_helpful_message_and_leaves_the_old_site(
    case: Case, folder: Path, old_site: Path
) -> None:
    written(folder, case)
    before = tree(folder)
    questionnaire = () if any("--questionnaire" in option for option in case.options) else (TINY,)
    result = invoke("export.csv", *questionnaire, "--quiet", *case.options)
    assert result.exit_code == case.exit_code, result.output
    assert result.stdout == ""
    assert_helpful(result.stderr)
    for words in case.says:
        assert words in result.stderr
    assert tree(folder) == before
    assert entries(old_site) == [".build-report.json", "index.html"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_check_exits_with_3_for_the_same_reason(case: Case, folder: Path) -> None:
    written(folder, case)
    questionnaire = () if any("--questionnaire" in option for option in case.options) else (TINY,)
    result = invoke("check", "export.csv", *questionnaire, *case.options)
    assert result.exit_code == 3
    for words in case.says:
        assert words in result.stderr
    assert set(entries(folder)) == set(case.files)


def test_the_good_export_of_the_table_is_good(folder: Path) -> None:
    result = invoke("check", saved(folder, GOOD), TINY)
    assert result.exit_code == 0, result.output


# Places that are not files, and folders that are not ours


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a device", "a loop", "a forbidden file"])
def test_what_is_no_file_is_not_read(kind: str, folder: Path) -> None:
    place = folder / "export.csv"
    makers: dict[str, Callable[[], object]] = {
        "a folder": place.mkdir,
        "a pipe": lambda: os.mkfifo(place),
        "a device": lambda: place.symlink_to("/dev/zero"),
        "a loop": lambda: place.symlink_to(place),
        "a forbidden file": lambda: saved(folder, GOOD).chmod(0),
    }
    makers[kind]()
    if kind == "a forbidden file" and os.access(place, os.R_OK):
        pytest.skip("this user may read everything")
    result = invoke("export.csv", TINY)
    assert result.exit_code == 3
    assert "export.csv: " in result.stderr
    assert_helpful(result.stderr.removeprefix("Reading export.csv\n"))


@pytest.mark.parametrize(
    "place", ["thesis", "thesis/thesis.docx", ".", "..", "thesis/thesis.docx/site"]
)
def test_a_place_that_is_not_ours_is_left_alone(place: str, folder: Path) -> None:
    survey(folder)
    (folder / "thesis").mkdir()
    (folder / "thesis" / "thesis.docx").write_text("years of work")
    before = tree(folder)
    result = invoke("export.csv", TINY, "--quiet", "-o", place)
    assert result.exit_code == 4
    assert_helpful(result.stderr)
    assert "--output" in result.stderr
    assert tree(folder) == before


def test_a_folder_that_holds_the_export_is_not_replaced_even_if_it_is_ours(old_site: Path) -> None:
    inside = survey(old_site)
    result = invoke(inside, TINY, "--quiet")
    assert result.exit_code == 4
    assert inside.is_file()


def test_a_link_to_a_folder_of_others_is_not_followed(folder: Path) -> None:
    survey(folder)
    (folder / "precious").mkdir()
    (folder / "precious" / "file").write_text("kept")
    (folder / "site").symlink_to("precious")
    assert invoke("export.csv", TINY, "--quiet").exit_code == 4
    assert entries(folder / "precious") == ["file"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_site_for_which_there_is_no_room_leaves_the_old_one(folder: Path, old_site: Path) -> None:
    export = survey(folder)
    before = tree(folder)
    little = ("bash", "-c", 'ulimit -f 60; exec "$@"', "bash")  # no file above 60 kB
    told = run(export, TINY, "--quiet", "-o", old_site, around=little)
    assert told.returncode == 4
    assert_helpful(told.stderr)
    assert f"{old_site}: the site cannot be written: " in told.stderr
    assert tree(folder) == before
