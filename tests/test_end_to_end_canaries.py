"""What no byte of a site, of the log or of what is remembered may hold: of waves and of panels.

Every column that says who somebody is holds what is found nowhere else; and the teams are so large
that the number of those who answered, where it may not be told, is a number found nowhere else.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from exported import saved
from program import TINY, run, tree

PERSONAL = {
    "Respondent ID": "ZQX-{0}",
    "Name": "Zqxanne Zqxmartin {0}",
    "E-mail": "zqx{0}@canary.example",
    "IP Address": "198.51.100.{1}",
    "Phone": "+33 6 98 76 54 {1:02}",
    "Date of birth": "17/03/1979",
    "Latitude": "48.8566{1:03}",
    "Anything else?": "zqx: ask me, number {0}",
}
CANARIES = ("zqx", "canary.example", "198.51.100.", "98 76 54", "17/03/1979", "48.8566")
HEADER = (*PERSONAL, "Company", "Team", "Role", "Site", "TOG1", "TOG2", "TOG3", "TOG4")
COMPANIES = [f"Firm {letter}" for letter in "ABCDEFGHIJKL"]

Files = dict[str, bytes]


def people(
    numbers: Sequence[int], team: str, few: Sequence[str] = (), company: str = ""
) -> list[list[str]]:
    """Rows of these people; the first answer as in `few`, all others by turns."""
    answers = [*few, *("4432", "5521", "3344", "4253")]
    return [
        [
            *(form.format(number, number % 100) for form in PERSONAL.values()),
            company,
            team,
            ("Manager", "Contributor")[place % 2],
            ("Nord", "Sud", "Est")[place % 3],
            *(answers[place] if place < len(few) else answers[-1 - place % 4]).replace("-", " "),
        ]
        for place, number in enumerate(numbers)
    ]


def built(folder: Path, exports: Sequence[Path], settings: str) -> tuple[Files, Files]:
    """The site; and all else that a build leaves behind, with what it says."""
    (folder / "settings.yml").write_text(settings, encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "TMPDIR", "MPLCONFIGDIR"), str(home))
    options = (TINY, "--settings", folder / "settings.yml", "--log-format", "json", "--verbose")
    done = run(*exports, *options, "-o", folder / "site", cwd=folder, env=places)
    assert done.returncode == 0, done.stderr
    left = {
        name: content
        for name, content in tree(folder).items()
        if not name.startswith("site/") and folder / name not in exports
    }
    assert any(name.startswith(".build-report-") for name in left)
    return tree(folder / "site"), {**left, "log": (done.stdout + done.stderr).encode()}


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """1,237 of Marketing, of whom four skip a statement and 1,203 answered the year before."""
    folder = tmp_path_factory.mktemp("waves")
    sales = range(5000, 6409)
    before = [*people(range(1301), "Marketing"), *people(sales, "Sales")]
    now = [*people(range(98, 1335), "Marketing", ["-432"] * 4), *people(sales, "Sales")]
    exports = [
        saved(folder, [HEADER, *rows], name)
        for name, rows in (("Y2025.csv", before), ("Y2026.csv", now))
    ]
    wave = "files:\n  - {name: '{wave}.csv'}\n"
    return built(folder, exports, f"{wave}languages: [en, fr]\n")


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """Twelve companies of 101 and 103 people: one skips a statement, one has no score."""
    folder = tmp_path_factory.mktemp("panel")
    rows: list[Sequence[str]] = []
    for place, company in enumerate(COMPANIES):
        first = 1000 * (place + 1)
        rows += people(range(first, first + 101), "Marketing", ["-432"][place:], company)
        rows += people(range(first + 500, first + 603), "Sales", ["44--"][place:], company)
    export = saved(folder, [HEADER, *rows], "panel.csv")
    return built(folder, [export], "languages: [en, fr]\n")


def readable(files: Files) -> Iterator[tuple[str, str]]:
    """Every file as any reader could see it, what is packed in one too; not the theme's own."""
    for name, content in files.items():
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                inner = {f"{name}/{part}": packed.read(part) for part in packed.namelist()}
            yield from readable(inner)
        elif "/assets/" not in name:
            yield name, html.unescape(content.decode("utf-8", errors="ignore"))


def holding(files: Files, words: Sequence[str]) -> dict[str, list[str]]:
    found = {
        name: [word for word in words if word in f"{name} {text}".lower()]
        for name, text in readable(files)
    }
    return {name: words for name, words in found.items() if words}


def numbers(files: Files, *people: int) -> list[tuple[str, str]]:
    """Where one of these numbers stands, with whatever sign between its thousands."""
    every = "|".join(f"{n // 1000}[,.\\s']?{n % 1000:03}" for n in people)
    wanted = re.compile(rf"(?<![\w.#-])(?:{every})(?![\w.])")
    return [(name, found) for name, text in readable(files) for found in wanted.findall(text)]


@pytest.mark.parametrize("kind", ["waves", "panel"])
def test_nothing_that_says_who_somebody_is_is_in_any_byte(
    kind: str, request: pytest.FixtureRequest
) -> None:
    site, left = request.getfixturevalue(kind)
    assert len(site) > 50
    assert holding(site, CANARIES) == {}
    assert holding(left, CANARIES) == {}


def test_in_two_waves_no_byte_says_how_many_answered_where_a_few_did_not(
    waves: tuple[Files, Files],
) -> None:
    site, _ = waves
    document = json.loads(site["data/report.json"])
    told = {row["id"]: (row["n"], row["at_least"]) for row in document["groups"]}
    assert told["marketing"] == (1237, False)
    assert told["Y2025+Y2026/marketing"] == (1200, True)
    assert numbers(site, 1237)
    answered, both_teams, twice, answered_twice = 1233, 1233 + 1409, 1203, 1199
    assert numbers(site, answered, both_teams, twice, answered_twice) == []


def test_in_a_panel_no_byte_says_how_many_answered_or_have_a_score_where_a_few_have_not(
    panel: tuple[Files, Files],
) -> None:
    site, _ = panel
    document = json.loads(site["data/report.json"])
    told = {row["id"]: (row["n"], row["at_least"]) for row in document["groups"]}
    assert told["marketing"] == (1212, False)
    assert document["panel"]["index"]["at_least"]
    assert len(document["companies"]) == 12
    assert numbers(site, 1212)
    answered, scored, everybody = 1211, 1235, 1212 + 1236 - 1
    assert numbers(site, answered, scored, everybody) == []


@pytest.mark.parametrize("kind", ["waves", "panel"])
def test_no_table_to_take_away_holds_a_number_that_the_audited_document_does_not(
    kind: str, request: pytest.FixtureRequest
) -> None:
    site, _ = request.getfixturevalue(kind)
    audited = set(told(json.loads(site["data/report.json"])))
    tables = {name: text for name, text in readable(site) if name.startswith("data/")}
    found = {name: set(in_csv(text)) for name, text in tables.items() if name.endswith(".csv")}
    sheets = {name: set(in_sheet(text)) for name, text in tables.items() if "/sheet" in name}
    assert len(found) > 5
    assert len(sheets) > 5
    assert {name: told - audited for name, told in {**found, **sheets}.items()} == {
        name: set() for name in {**found, **sheets}
    }


def told(node: object) -> Iterator[float]:
    """Every number of a document."""
    if isinstance(node, int | float):
        yield float(node)
    elif isinstance(node, list | dict):
        for each in node.values() if isinstance(node, dict) else node:
            yield from told(each)


def in_csv(text: str) -> Iterator[float]:
    """Those of a table, whatever its decimal sign."""
    semicolons = text.splitlines()[0].count(";") > text.splitlines()[0].count(",")
    for row in csv.reader(io.StringIO(text), delimiter=";" if semicolons else ","):
        for cell in row:
            for entry in re.split(r" \| | ", cell):
                if re.fullmatch(r"-?\d+([.,]\d+)?(e-?\d+)?", entry):
                    yield float(entry.replace(",", "."))


def in_sheet(text: str) -> Iterator[float]:
    """Those of a sheet of a workbook: its cells that hold a number and no text."""
    return (float(value) for value in re.findall(r'<c r="\w+"(?: s="\d+")?><v>([^<]+)</v>', text))


def test_what_is_looked_for_would_be_found(waves: tuple[Files, Files]) -> None:
    site, _ = waves
    planted = {"en/x.html": b"<p>1\xe2\x80\xaf233 of us, zqx&#52;</p>"}
    assert numbers({**site, **planted}, 1233) == [("en/x.html", "1\N{NARROW NO-BREAK SPACE}233")]
    assert holding(planted, CANARIES) == {"en/x.html": ["zqx"]}
