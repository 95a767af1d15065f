"""What the docs walk a reader through is what happens: their files, their output, their figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from program import EXAMPLE, MERIDIAN, invoke

from report_builder import interruption, terminal
from report_builder.checking import checkup
from report_builder.checkup import checkup_text
from report_builder.downloads import report_json
from report_builder.inputs import Inputs
from report_builder.language import language
from report_builder.pipeline import mapping_of, prepare
from report_builder.report import Report
from survey.errors import SurveyError
from survey.mapping_file import load_mapping
from survey.questionnaire_file import load_questionnaire
from survey.readers import read_export
from survey.release import Group

FIRST_MAPPING = "how-to/first-mapping.md"
DOCS = Path(__file__).parent.parent / "docs"


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of a page of one kind, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def told(inputs: Inputs) -> str:
    """What `build-report check` says."""
    return f"{checkup_text(checkup(inputs))}\n"


def refusal(inputs: Inputs) -> str:
    """What `build-report check` stops with."""
    return f"{checkup(inputs).error}\n"


def pulse(name: str) -> Inputs:
    """An export of the tutorial, and the mapping that states its scale."""
    return Inputs(exports=(Path(name),), mappings=(Path("mapping.yml"),))


def gap(report: Report, item: str) -> dict[str, object]:
    """The gap on a statement between the whole teams, as it is published."""
    rows = json.loads(report_json(report))["gaps"]
    found: dict[str, object] = next(
        row for row in rows if row.get("item") == item and row["where"] is None
    )
    return found


def exit_codes(error: type[SurveyError] = SurveyError) -> Iterator[int]:
    """The exit code of every mistake of a user's."""
    yield error.exit_code
    for below in error.__subclasses__():
        yield from exit_codes(below)


@pytest.fixture
def tutorial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of someone who has saved the files of the tutorial."""
    monkeypatch.chdir(tmp_path)
    pulse, headcount = blocks("tutorial.md", "csv")
    Path("pulse.csv").write_text(pulse, encoding="utf-8")
    Path("headcount.csv").write_text(headcount, encoding="utf-8")
    for name, text in zip(
        ("mapping.yml", "settings.yml"), blocks("tutorial.md", "yaml"), strict=True
    ):
        Path(name).write_text(text, encoding="utf-8")
    Path("wrong.csv").write_text(pulse.replace(",4,", ",agrree,", 1), encoding="utf-8")
    return tmp_path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of someone who has saved the files of `own-questionnaire.md`."""
    monkeypatch.chdir(tmp_path)
    page = "how-to/own-questionnaire.md"
    for name, text in zip(("planning.yml", "mapping.yml"), blocks(page, "yaml"), strict=True):
        Path(name).write_text(text, encoding="utf-8")
    Path("planning.csv").write_text(blocks(page, "csv")[0], encoding="utf-8")
    return tmp_path


@pytest.fixture
def form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of someone who has saved the form of `first-mapping.md`."""
    monkeypatch.chdir(tmp_path)
    Path("formulaire.csv").write_text(blocks(FIRST_MAPPING, "csv")[0], encoding="utf-8")
    return tmp_path


def reviewed(draft: str, review: str) -> str:
    """The draft with the lines of a review taken out (-) and put in their place (+)."""
    lines, place = draft.splitlines(), 0
    for change in review.splitlines():
        if change.startswith("-"):
            place = lines.index(change[1:])
            del lines[place]
        else:
            lines.insert(place, change[1:])
    return "\n".join(lines) + "\n"


@pytest.mark.usefixtures("form")
def test_a_form_in_french_needs_one_map_one_review_and_one_build() -> None:
    inputs = Inputs(exports=(Path("formulaire.csv"),), mappings=(Path("mapping.yml"),))
    assert "HND1" in refusal(replace(inputs, mappings=()))
    assert invoke("map", "formulaire.csv", "--output=mapping.yml").exit_code == 0
    draft = Path("mapping.yml").read_text(encoding="utf-8")
    assert "example.org" not in draft
    assert "numbers: is missing" in refusal(inputs)
    review = reviewed(draft, blocks(FIRST_MAPPING, "diff")[0])
    Path("mapping.yml").write_text(review, encoding="utf-8")
    assert told(inputs) == blocks(FIRST_MAPPING, "text")[0]
    assert invoke("formulaire.csv", "--mapping=mapping.yml").exit_code == 0
    assert Path("site/index.html").exists()
    again = mapping_of(inputs)
    assert "confirm: true" not in again
    assert (
        'HND1: "Une règle écrite dit quand un contact passe du marketing aux ventes, et ' in again
    )
    assert '"numbers": "1 to 5"' in again


@pytest.mark.usefixtures("tutorial")
def test_the_tutorial_shows_what_the_check_says() -> None:
    assert told(pulse("pulse.csv")) == blocks("tutorial.md", "text")[1]


@pytest.mark.usefixtures("tutorial")
def test_the_tutorial_shows_what_a_wrong_answer_gives() -> None:
    assert refusal(pulse("wrong.csv")) == blocks("tutorial.md", "text")[2]


@pytest.mark.usefixtures("tutorial")
def test_the_tutorial_names_the_lines_of_the_check_as_they_are_printed() -> None:
    section = (DOCS / "tutorial.md").read_text("utf-8").split("## 4. ")[1].split("## 5. ")[0]
    named = set(re.findall(r"(?<!\*)\*([A-Z][a-z ]+)\*(?!\*)", section))
    printed = set(
        re.findall(
            r"^ *([A-Z][a-z]+(?: [a-z]+)?)(?: {2,}|:)", told(pulse("pulse.csv")), re.MULTILINE
        )
    )
    assert named - printed == {"Left out", "Warnings"}  # of which there are none here
    assert {"Teams", "Responses", "Not asked", "Columns", "Next"} <= named
    assert "correct what is named, then check again" in told(pulse("wrong.csv"))


@pytest.mark.usefixtures("tutorial")
def test_the_tutorial_tells_the_gap_with_and_without_head_counts() -> None:
    alone = prepare(pulse("pulse.csv"))
    assert figures(alone, "HND2") == (2.2, 0.9, 2.8)
    assert figures(alone, "HND3") == (-1.6, -2.4, -0.5)
    with_all = replace(
        pulse("pulse.csv"), settings=Path("settings.yml"), headcount=Path("headcount.csv")
    )
    known = prepare(with_all)
    assert figures(known, "HND2") == figures(alone, "HND2")
    assert figures(known, "HND3") == (-1.6, -2.1, -0.9)


def figures(report: Report, item: str) -> tuple[object, ...]:
    found = gap(report, item)
    return found["difference"], found["low"], found["high"]


@pytest.mark.usefixtures("tutorial")
def test_the_tutorial_tells_the_shares_as_the_report_does() -> None:
    judged = prepare(pulse("pulse.csv")).statements
    shares = next(each.gap.shares for each in judged if each.gap.subject == "HND2")
    assert shares is not None
    said = [language("en").share(share.value, share.bound) for share in shares]
    text = " ".join((DOCS / "tutorial.md").read_text("utf-8").split())
    expected = f'"{said[0]}" of Marketing agree and "{said[1]}" of Sales'
    assert expected.replace("\N{NO-BREAK SPACE}", " ") in text


@pytest.mark.usefixtures("own")
def test_the_first_check_of_an_own_questionnaire_stops_as_shown() -> None:
    inputs = Inputs(exports=(Path("planning.csv"),), questionnaire=Path("planning.yml"))
    assert refusal(inputs) == blocks("how-to/own-questionnaire.md", "text")[0]
    assert "Where do you work?" in mapping_of(inputs)


@pytest.mark.usefixtures("own")
def test_an_own_questionnaire_is_read_with_its_mapping_as_shown() -> None:
    inputs = Inputs(
        exports=(Path("planning.csv"),),
        questionnaire=Path("planning.yml"),
        mappings=(Path("mapping.yml"),),
    )
    assert told(inputs) == blocks("how-to/own-questionnaire.md", "text")[1]


@pytest.mark.usefixtures("own")
def test_the_mapping_of_the_reference_loads() -> None:
    header = "When,Where do you work?,We plan together.,Specifications?,Site,Company,Wave"
    Path("export.csv").write_text(f"{header}\n1,Dev,Often,Rarely,HQ,A,1\n", encoding="utf-8")
    Path("example.yml").write_text(blocks("reference/mapping.md", "yaml")[0], encoding="utf-8")
    mapping = load_mapping(
        Path("example.yml"),
        read_export(Path("export.csv")),
        load_questionnaire(Path("planning.yml")),
    )
    assert [(entry.item.id, entry.column.letter) for entry in mapping.items] == [
        ("Q1", "C"),
        ("Q2", "D"),
    ]
    assert mapping.scales == {
        "frequency": {"now and then": 2, "most of the time": 3, "no idea": 0, "-": -1}
    }
    assert mapping.segments[0].answers["head office"] == "North"
    assert mapping.segments[0].answers["unknown"] is None


def test_the_figure_that_is_defended_is_the_one_of_the_example() -> None:
    report = prepare(
        Inputs(
            exports=(EXAMPLE,),
            settings=MERIDIAN / "settings.yml",
            headcount=MERIDIAN / "headcount.csv",
        )
    )
    row = gap(report, "CON4")
    page = "how-to/numbers-and-defence.md"
    assert json.loads(blocks(page, "json")[0]) == row
    text = (DOCS / page).read_text(encoding="utf-8")
    for team, shown in (("marketing", "Marketing"), ("sales", "Sales")):
        counts = report.counts["CON4", Group(team=team)].tolist()
        cells = " | ".join(map(str, [*counts, sum(counts)]))
        assert f"| {shown} | {cells} |" in text


def test_every_exit_code_is_explained_to_those_who_run_jobs() -> None:
    text = (DOCS / "how-to" / "ci.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([\d, ]+) \|", text, re.MULTILINE)
    explained = {int(code) for cell in cells for code in cell.split(",")}
    ours = {0, 2, terminal.BUG, *(128 + number for number in interruption.SIGNALS)}
    assert explained == ours | set(exit_codes())
