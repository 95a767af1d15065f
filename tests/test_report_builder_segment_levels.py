"""The segments as they are shown: order, labels, and levels that are shown as one."""

from __future__ import annotations

from dataclasses import replace

from recommended import released
from surveys import questionnaire

from report_builder.findings.segments import segment_notes
from report_builder.segment_levels import Segment, shown_segments
from survey.questionnaire import ProfileQuestion, ProfileValue
from survey.release import Group, JoinedLevel, ReleasedGroup, Withheld

ASKED = ProfileQuestion(
    id="site",
    role="segment",
    label={"en": "Site", "fr": "Site"},
    wording={"en": "Which site?", "fr": "Quel site ?"},
    values=tuple(
        ProfileValue(id=name, label={"en": english, "fr": french})
        for name, english, french in (("s", "South", "Sud"), ("n", "North", "Nord"))
    ),
)


def shown(*levels: str, joined: tuple[JoinedLevel, ...] = ()) -> Segment:
    groups = tuple(
        ReleasedGroup(group=Group(segment="site", value=level), n=20, headcount=None)
        for level in levels
    )
    withheld = (
        Withheld(rule="joined", scope="site", cells=2),
        Withheld(rule="remainder", scope="site", cells=1),
    )
    whole = released(questionnaire(), {})
    release = replace(whole, groups=groups, joined=joined, withheld=withheld)
    return shown_segments(release, (ASKED,))[0]


def as_one(value: str, *named: str, others: bool = False) -> JoinedLevel:
    return JoinedLevel(segment="site", value=value, named=named, others=others)


def test_levels_stand_in_the_order_of_the_questionnaire_then_alphabetically() -> None:
    assert [level.id for level in shown("b", "n", "a", "s").levels] == ["s", "n", "a", "b"]
    assert shown("b").levels[0].label == {"en": "b", "fr": "b"}
    accented = shown("Kent", "Île-de-France", "hull", "Zug").levels
    assert [level.id for level in accented] == ["hull", "Île-de-France", "Kent", "Zug"]


def test_levels_that_are_too_small_to_be_named_are_others_and_stand_last() -> None:
    levels = shown("…", "n", joined=(as_one("…", others=True),)).levels
    assert [level.label["en"] for level in levels] == ["North", "Others"]
    assert levels[1].label["fr"] == "Autres"
    assert (levels[1].named, levels[1].others) == ((), True)


def test_levels_shown_as_one_are_called_by_those_that_may_be_named() -> None:
    pair = shown("n + s", joined=(as_one("n + s", "n", "s"),)).levels[0]
    assert pair.label == {"en": "North and South", "fr": "Nord et Sud"}
    rest = shown("n + …", joined=(as_one("n + …", "n", others=True),)).levels[0]
    assert rest.label == {"en": "North and others", "fr": "Nord et autres"}


def test_of_many_levels_three_are_named() -> None:
    many = shown("x", joined=(as_one("x", "a", "b", "n", "s"),)).levels[0]
    assert many.label["en"] == "a, b, North and others"
    assert (many.named, many.others) == (("a", "b", "n", "s"), False)


def test_levels_shown_as_one_are_not_hidden() -> None:
    assert shown("n").hidden_levels == 1


def test_levels_that_stay_hidden_are_told_by_their_number() -> None:
    segment = Segment(id="site", label={"en": "Site", "fr": "Site"}, levels=(), hidden_levels=2)
    assert [note.message for note in segment_notes(segment)] == ["segments.hidden"]
    assert segment_notes(replace(segment, hidden_levels=0)) == ()
