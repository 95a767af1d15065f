"""`build-report plan`: its words, its table, its page with a chart, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from program import forget_log, invoke

from report_builder.charts.plan import draw_plan
from report_builder.pages.plan import plan_page
from report_builder.plan_words import answer, heading, notes, percent, table_of, text_of
from survey.planning import Chances, Plan, Question

TEAMS = ("--headcount=8", "--headcount=12")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which a test is; afterwards the log is as before."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget_log()


def small(**asked: float) -> Plan:
    """A plan of three lines, invented."""
    lines = (
        Chances(answers=(5, 5), gap=0.1, aligned=0.0),
        Chances(answers=(8, 8), gap=0.85, aligned=0.001),
        Chances(answers=(8, 12), gap=1.0, aligned=0.3),
    )
    return Plan(question=Question(headcounts=(8, 12), **asked), lines=lines)  # type: ignore[arg-type]  # by name


# In words


def test_a_plan_answers_first_then_shows_its_table_then_what_it_takes_for_granted() -> None:
    text = text_of(small())
    assert text.startswith("How many answers it takes: teams of 8 people and of 12 people\n\n")
    assert answer(small()) == (
        "To find a gap of 1 in 80% of surveys: 8 answers of the first team and 8 of the second.",
        "To show alignment within ± 0.5 in 80% of surveys: more than 8 and 12 answers, or not at all.",
    )
    assert text.index("To find") < text.index("Gap found") < text.index("drawn at random")
    assert "                  8                    12       100%              30%\n" in text


def test_the_table_tells_no_certainty_that_is_not_there() -> None:
    assert table_of(small()).rows[1] == ("8", "8", "85%", "<1%")
    assert [percent(share) for share in (0.0, 0.004, 0.5, 0.997, 1.0)] == [
        "0%",
        "<1%",
        "50%",
        ">99%",
        "100%",
    ]


def test_what_a_reader_should_do_next_is_said_where_it_helps() -> None:
    assert not any("larger" in note for note in notes(Question(headcounts=(8, 12))))
    assert "Ask for a larger one" in notes(Question(gap=0.5))[0]
    assert "Give the teams' head-counts" in notes(Question(headcounts=(8, None)))[0]
    assert "--statements 34" in notes(Question())[-1]
    assert notes(Question(statements=9))[-1].startswith("One gap among 9 statements")
    assert heading(Question()).endswith("teams of unknown size")


# As a page


class Seen(HTMLParser):
    """What a page asks others for, and the ids in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what leads elsewhere."""
        del tag
        self.links += [text or "" for name, text in attrs if name in {"src", "href"}]
        self.ids += [text or "" for name, text in attrs if name == "id"]


def test_the_page_stands_alone() -> None:
    page, seen = plan_page(small()), Seen()
    seen.feed(page)
    assert seen.links == []
    assert len(seen.ids) == len({*seen.ids}) > 0
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page.replace("url(#", "")
    assert page == plan_page(small())


def test_the_page_says_what_the_terminal_says() -> None:
    page = plan_page(small())
    assert "<td>85%</td><td>&lt;1%</td>" in page
    assert "To find a gap of 1 in 80% of surveys" in page
    assert page.count("<li>") == len(notes(small().question))


def test_the_chart_has_its_finding_in_words_and_a_tooltip_a_mark() -> None:
    for drawing in draw_plan(small()):
        assert "To find a gap of 1 in 80% of surveys" in drawing
        assert "8 and 12 answers: 100%" in drawing
        assert drawing.count("answers: ") == 6


def test_the_chart_of_a_single_line_and_of_many_on_a_phone_can_be_drawn() -> None:
    one = Plan(question=Question(), lines=small().lines[:1])
    lines = tuple(Chances(answers=(n, n), gap=0.5, aligned=0.5) for n in range(100, 140))
    many = Plan(question=Question(), lines=lines)
    assert ">5</text>" in draw_plan(one)[0]
    wide, narrow = draw_plan(many)
    assert narrow.count("</text>") < wide.count("</text>")


# As a command


def test_the_command_tells_the_same_plan_every_time() -> None:
    first, second = invoke("plan", *TEAMS), invoke("plan", *TEAMS)
    assert first.exit_code == 0
    assert first.stdout == second.stdout
    assert "8 people and of 12 people" in first.stdout
    assert "To find a gap of 1 in 80% of surveys" in first.stdout
    assert first.stderr == ""


def test_the_options_are_what_is_planned_for() -> None:
    asked = ("--gap=0.8", "--margin=0.4", "--chance=90", "--statements=34")
    told = invoke("plan", *TEAMS, *asked).stdout
    for said in ("gap of 0.8 in 90%", "within ± 0.4", "One gap among 34"):
        assert said in told


def test_without_head_counts_they_are_taken_for_unknown() -> None:
    assert "teams of unknown size" in invoke("plan", "--gap=2").stdout


def test_the_page_is_written_and_never_overwritten() -> None:
    written = invoke("plan", *TEAMS, "-o", "plan.html")
    assert written.exit_code == 0
    assert "Written: plan.html. Open it in a browser." in written.stderr
    before = Path("plan.html").read_bytes()
    again = invoke("plan", *TEAMS, "--output=plan.html")
    assert again.exit_code == 4
    assert "plan.html: cannot be written" in again.stderr
    assert Path("plan.html").read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--headcount=8",), "--headcount is given twice, once for each team, or not at all"),
        (("--headcount=8",) * 3, "--headcount is given twice"),
        (("--headcount=4", "--headcount=9"), "4 is not in the range x>=5"),
        (("--headcount=abc",), "'abc' is not a valid whole number"),
        (("--gap=0",), "0.0 is not in the range 0<x<=3"),
        (("--gap=nan",), "--gap is a number of points, such as 0.5"),
        (("--margin=nan",), "--margin is a number of points, such as 0.5"),
        (("--chance=100",), "100 is not in the range 50<=x<=99"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_hint(typed: tuple[str, ...], said: str) -> None:
    refused = invoke("plan", *typed)
    assert refused.exit_code == 2
    assert said in refused.stderr
