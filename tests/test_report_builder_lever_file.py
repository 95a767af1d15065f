"""Our levers as they ship, and what the loader says of a file that somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from metas import meta
from surveys import item, questionnaire

from report_builder.lever import (
    AnyOf,
    ForeseenAboveGiven,
    Grade,
    LevelAtMost,
    Lever,
    SelfAboveOther,
    VerdictIn,
)
from report_builder.lever_file import load_lever_file, load_levers
from survey.errors import FileMissingError, LeversError
from survey.questionnaire import Texts
from survey.questionnaire_file import load_questionnaire
from survey.thresholds import Level
from survey.verdict import Verdict

OURS = load_levers("alignment", load_questionnaire())
ASKED = questionnaire([
    item("A1", "A", levers=("L1",)),
    item("B1", "B", about="marketing", pair="P1"),
    item("B2", "B", about="sales", pair="P1", neutral_difference=True),
    item("O1", "O"),
])  # fmt: skip
LEVER = """\
levers:
  - id: L1
    title: Meet
    what: The teams meet.
    first_step: Book a room.
    owner: Heads
    metric: Meetings held
    effort: 2
    evidence: {grade: B, sources: [one], text: It helped.}
    rules:
      - {id: R1, when: {level: A1}}
references: [{id: one, authors: Somebody}]
"""
Load = Callable[[str], tuple[Lever, ...]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(text: str) -> tuple[Lever, ...]:
        (tmp_path / "levers.yml").write_text(text, encoding="utf-8")
        return load_levers("levers.yml", ASKED, tmp_path)

    return loaded


@pytest.fixture
def mistakes(load: Load) -> Callable[[str], list[str]]:
    """The mistakes the loader tells, without the file's name."""

    def told(text: str) -> list[str]:
        with pytest.raises(LeversError) as caught:
            load(text)
        lines = caught.value.problem.split("\n    ")
        return lines[1:] if len(lines) > 1 else [lines[0].split("levers.yml, ", 1)[1]]

    return told


def texts(lever: Lever) -> list[Texts]:
    """Everything a reader may see of a lever."""
    shown = [lever.title, lever.what, lever.first_step, lever.owner, lever.metric]
    contrary = [lever.contrary.text] if lever.contrary else []
    return [*shown, lever.evidence.text, *contrary]


def when(predicate: str) -> str:
    return LEVER.replace("{level: A1}", predicate)


def test_ours_are_the_seventeen_levers_the_statements_name() -> None:
    named = {lever for each in load_questionnaire().items for lever in each.levers}
    assert [lever.id for lever in OURS] == sorted(named)
    assert len(OURS) == 17


def test_ours_say_everything_in_both_languages() -> None:
    for lever in OURS:
        assert all(set(text) == {"en", "fr"} for text in texts(lever))


def test_ours_use_short_sentences() -> None:
    sentences = [
        sentence
        for lever in OURS
        for text in texts(lever)
        for words in text.values()
        for sentence in re.split(r"(?<=[.?!])\s", words)
    ]
    assert not [sentence for sentence in sentences if len(sentence.split()) > 22]


def test_ours_set_french_as_the_french_do() -> None:
    french = [text["fr"] for lever in OURS for text in texts(lever)]
    assert sum("%" in text for text in french) == 4
    assert not [text for text in french if re.search("[^\u202f][?!;%]|[^\u00a0]:|\u2019", text)]


def test_ours_cite_a_source_or_say_that_there_is_none() -> None:
    assert [lever.id for lever in OURS if not lever.evidence.sources] == ["LV06"]
    assert {lever.id: lever.grade for lever in OURS}["LV06"] is Grade.D


def test_ours_show_the_evidence_against_a_lever() -> None:
    contrary = {lever.id: lever.contrary for lever in OURS if lever.contrary}
    assert {"LV03", "LV05", "LV09", "LV16"} <= set(contrary)
    assert contrary["LV09"].sources[0].id == "le-meunier-2019"


def test_a_rule_may_look_at_what_a_team_expects_of_the_other(tmp_path: Path) -> None:
    asked = replace(ASKED, meta=(meta("M1", {"marketing": "B1"}),))
    text = when("{any: [{meta_gap: B1}, {meta_gap: B1, by: marketing, gap_min: 1, is: gap}]}")
    (tmp_path / "levers.yml").write_text(text, encoding="utf-8")
    (lever,) = load_levers("levers.yml", asked, tmp_path)
    both = frozenset({Verdict.GAP, Verdict.POSSIBLE_GAP})
    assert lever.rules[0].when == AnyOf(
        (
            ForeseenAboveGiven(item="B1", by="any", least=0.5, verdicts=both),
            ForeseenAboveGiven(
                item="B1", by="marketing", least=1, verdicts=frozenset({Verdict.GAP})
            ),
        )
    )


def test_a_lever_is_read_with_its_rule_and_source(load: Load) -> None:
    (lever,) = load(LEVER)
    assert lever.title == {"en": "Meet"}
    assert (lever.effort, lever.grade, lever.contrary) == (2, Grade.B, None)
    assert lever.evidence.sources[0].authors == "Somebody"
    assert lever.helpful_differences == {"B2"}
    assert lever.rules[0].when == LevelAtMost(subject="A1", by="any", highest=Level.LOW)


def test_a_file_may_hold_more_languages_than_are_asked(load: Load) -> None:
    (lever,) = load(LEVER.replace("title: Meet", "title: {en: Meet, fr: Se voir}"))
    assert lever.title == {"en": "Meet"}


def test_predicates_have_defaults(load: Load) -> None:
    (lever,) = load(when("{any: [{gap: B}, {self_other: B1}, {verdict: A1, is: aligned}]}"))
    both = frozenset({Verdict.GAP, Verdict.POSSIBLE_GAP})
    assert lever.rules[0].when == AnyOf(
        (
            VerdictIn(subject="B", verdicts=both, higher=""),
            SelfAboveOther(item="B1", least=0.5, verdicts=both),
            VerdictIn(subject="A1", verdicts=frozenset({Verdict.ALIGNED}), higher=""),
        )
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", ["line 1, levers: is missing", 'line 1, levers: item A1 of the questionnaire names the lever "L1"']),
        (LEVER.replace("id: L1", "id: L2"), ['line 1, levers: item A1 of the questionnaire names the lever "L1", which is not here; known here: L2']),
        (LEVER.replace("title: Meet", "titel: Meet"), ['line 3, levers[0].titel: is not a field here; did you mean "title"?', "line 2, levers[0].title: is missing"]),
        (LEVER.replace("effort: 2", "effort: 6"), ["line 8, levers[0].effort: must be from 1 to 5, not 6"]),
        (LEVER.replace("grade: B", "grade: E"), ['line 9, levers[0].evidence.grade: "E" is not known; known here: A, B, C, D']),
        (LEVER.replace("[one]", "[two]"), ['line 9, levers[0].evidence.sources[0]: "two" is not known']),
        (LEVER.replace("    rules:\n      - {id: R1, when: {level: A1}}\n", ""), ["line 2, levers[0].rules: is missing"]),
        (LEVER.replace("      - {id: R1", "      - {id: R1, when: {level: A1}}\n      - {id: r1"), ['line 12, levers[0].rules[1].id: duplicate: "r1" is used on line 11']),
        (LEVER.replace("references: [", "references: [{id: one, authors: X}, "), ["line 12, references[1].id: duplicate"]),
        (when("{level: A9}"), ['line 11, levers[0].rules[0].when.level: "A9" is not known; did you mean "A"']),
        (when("{level: O}"), ['line 11, levers[0].rules[0].when.level: "O" is not known']),
        (when("{level: A1, by: hr}"), ['line 11, levers[0].rules[0].when.by: "hr" is not known; known here: any, both, marketing, sales']),
        (when("{level: A1, max: high}"), ['line 11, levers[0].rules[0].when.max: "high" is not known']),
        (when("{level: A1, is: gap}"), ["line 11, levers[0].rules[0].when.is: is not a field here"]),
        (when("{self_other: A1}"), ['line 11, levers[0].rules[0].when.self_other: "A1" is not known']),
        (when("{meta_gap: A1}"), ['line 11, levers[0].rules[0].when.meta_gap: "A1" is not known']),
        (when("{quadrant: A1}"), ["line 11, levers[0].rules[0].when.is: is missing; known here: shared_strength"]),
        (when("{quadrant: A1, is: gap}"), ['line 11, levers[0].rules[0].when.is: "gap" is not known']),
        (when("{count_items: 0, is: [gap, blind_spot]}"), ["line 11, levers[0].rules[0].when.count_items: must be from 1 to 4, not 0"]),
        (when("{count_dims_low: 0}"), ["line 11, levers[0].rules[0].when.count_dims_low: must be at least 1"]),
        (when("{all: []}"), ["line 11, levers[0].rules[0].when.all: is missing"]),
        (when("{all: [{level: A9}, {level: A8}]}"), ["line 11, levers[0].rules[0].when.all[0].level", "line 11, levers[0].rules[0].when.all[1].level"]),
        (when("{fog: A1}"), ["line 11, levers[0].rules[0].when: names no predicate; one is needed of: level, gap, verdict", "line 11, levers[0].rules[0].when.fog: is not a field here"]),
        (when("{level: A1, gap: A1}"), ["line 11, levers[0].rules[0].when: names 2 predicates"]),
        (LEVER.replace(", when: {level: A1}", ""), ["line 11, levers[0].rules[0].when: names no predicate"]),
        (LEVER.replace("id: L1", "id: L1\n    contrary: {sources: [two]}"), ["line 3, levers[0].contrary.sources[0]", "line 3, levers[0].contrary.text: is missing"]),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_line_and_field(
    mistakes: Callable[[str], list[str]], text: str, told: list[str]
) -> None:
    found = mistakes(text)
    assert len(found) == len(told), found
    for start in told:
        assert any(line.startswith(start) for line in found), found


def test_levers_that_we_do_not_have_are_told() -> None:
    with pytest.raises(LeversError, match='levers "alinment"; did you mean "alignment"'):
        load_levers("alinment", ASKED)


@pytest.mark.parametrize("name", ["../levers.yml", "/etc/levers.yml", "a\\levers.yml"])
def test_a_levers_file_stands_beside_the_questionnaire(name: str) -> None:
    with pytest.raises(LeversError, match="in another folder"):
        load_levers(name, ASKED)


def test_a_missing_levers_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"nowhere\.yml"):
        load_levers("nowhere.yml", ASKED, tmp_path)


def test_guardrails_are_read_beside_the_levers(tmp_path: Path) -> None:
    told = LEVER + "guardrails: {limits: {text: Enough is enough., sources: [one]}}\n"
    (tmp_path / "levers.yml").write_text(told, encoding="utf-8")
    found = load_lever_file("levers.yml", ASKED, tmp_path).guardrails
    assert found.differences is None
    assert found.limits is not None
    assert found.limits.text == {"en": "Enough is enough."}
    assert [source.id for source in found.limits.sources] == ["one"]


def test_a_guardrail_that_is_not_known_is_told(mistakes: Callable[[str], list[str]]) -> None:
    (told,) = mistakes(LEVER + "guardrails: {limit: {text: Enough.}}\n")
    assert 'guardrails.limit: is not a field here; did you mean "limits"?' in told
