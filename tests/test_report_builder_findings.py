"""What the pages say, read as a story; each sentence held against its verdict and interval."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import panels
import pytest
import stories
import surveys
import wave_reports
from metas import meta_report
from told import gaps, overview, said, themes, whole
from voiced import use, voiced, words
from weights import weighted

from report_builder.findings import Finding, Share, TeamNamed, Theme, Topic
from report_builder.findings.actions import actions_heading
from report_builder.findings.companies import aligned_share, companies_lead
from report_builder.findings.gaps import (
    association_heading,
    gaps_heading,
    gaps_lead,
    ranking_heading,
)
from report_builder.findings.mirror import mirror_chart_heading, mirror_heading, mirror_lead
from report_builder.findings.overview import (
    overview_heading,
)
from report_builder.findings.statements import line
from report_builder.findings.themes import (
    bars_heading,
    theme_statements,
)
from report_builder.findings.voices import voices_heading
from report_builder.recommendations import Bucket
from report_builder.report import Report
from survey.course import Course
from survey.release import Group
from survey.statistics.consensus import agreement
from survey.verdict import Judgement, Quadrant, Verdict

LONGEST = 22
"""Words of a sentence; what stands between quotation marks is one."""

ALIGNED = ("verdicts.aligned", "verdicts.aligned_low", "verdicts.aligned_all_low")

STORIES: dict[str, Callable[[], Report]] = {
    "meridian": stories.meridian,
    "small_teams": stories.small,
    "contributors": stories.contributors,
    "no_gap": lambda: stories.report(stories.everywhere(stories.LEVEL)),
    "one_gap": lambda: stories.report(stories.everywhere(stories.LEVEL, GOA1=stories.FIRST_MORE)),
    "one_direction": lambda: stories.report(stories.everywhere(stories.SECOND_MORE)),
    "both_low": lambda: stories.report(stories.everywhere(stories.BOTH_LOW)),
    "both_high": lambda: stories.report(stories.everywhere(stories.BOTH_HIGH)),
    "everyone_answered": lambda: stories.report(
        stories.everywhere(stories.LEVEL, GOA1=stories.FIRST_MORE, HND3=stories.SECOND_MORE),
        asked=stories.Asked({"marketing": 64, "sales": 118}),
    ),
    "expected": meta_report,
    "panel": lambda: panels.reported(panels.people(14, panels.Kind(spread=0.8, level=3.6))),
    "voices": lambda: voiced(
        stories.meridian(),
        words(use("tenders", (12, 0), 2.0), use("planning", (7, 8), 0.2, p=0.6)),
        words(use("salons", (0, 15), -1.8), language="fr"),
    ),
    "weighted": lambda: weighted(9),
    "closing": wave_reports.closing,
    "two_waves": lambda: wave_reports.report(
        {
            "2025": stories.everywhere(stories.FIRST_MORE, GOA1=stories.LEVEL),
            "2026": stories.everywhere(stories.LEVEL, GOA1=stories.FIRST_MORE),
        }
    ),
}
TOLD = [
    (name, code)
    for name in STORIES
    for code in ("en", "fr")
    if (name, code) != ("contributors", "fr")
]


@cache
def story(name: str) -> Report:
    """The survey of that name."""
    return STORIES[name]()


@pytest.mark.parametrize(("name", "code"), TOLD)
def test_the_headings_read_as_a_story(
    name: str, code: str, expect: Callable[[str, str], None]
) -> None:
    report = story(name)
    told = "".join(
        f"{place}: {said(each, report.questionnaire, code)}\n" for place, each in whole(report)
    )
    expect(f"headings_{name}_{code}.txt", told)


@pytest.mark.parametrize(("name", "code"), TOLD)
def test_a_sentence_has_22_words_at_most(name: str, code: str) -> None:
    report = story(name)
    told = (said(each, report.questionnaire, code) for _, each in whole(report))
    for sentence in (part for each in told for part in re.split(r"(?<=[.?]) (?=[A-ZÀ-Ü])", each)):
        words = re.findall(
            r"[^\W\d]+(?:[’-]\w+)*’?", re.sub(r"“[^”]*”|«[^»]*»", "Quoted", sentence)
        )
        assert len(words) <= LONGEST, sentence


@pytest.mark.parametrize("name", STORIES)
def test_no_sentence_blames_alarms_or_judges_who_is_right(name: str) -> None:
    report = story(name)
    barred = r"\b(only|huge|dramatic\w*|problem\w*|wrong\w*|overrate\w*|fail\w*|twice|agree on|(?<!at )most)\b"
    for _, each in whole(report):
        if each.message == "title":
            continue
        sentence = re.sub(r"“[^”]*”", "", said(each, report.questionnaire))
        assert not re.search(barred, sentence, re.IGNORECASE), sentence


# What may be said of random answers


@cache
def reports() -> tuple[Report, ...]:
    """Two teams of 6 to 200 people who answered six statements anyhow, a hundred times over."""
    random = np.random.default_rng(20261002)
    return tuple(stories.report(answers(random), surveys.questionnaire()) for _ in range(100))


def answers(random: np.random.Generator) -> dict[str, stories.Two]:
    """Answers to each statement, the teams of one mood or of two."""
    size = int(random.choice([6, 8, 30, 80, 200]))
    counts = {}
    for item in surveys.questionnaire().items:
        moods = random.dirichlet([0.8] * 5, 2)
        if random.random() < 0.3:
            moods[1] = moods[0]
        first, second = (random.multinomial(size, mood).tolist() for mood in moods)
        counts[item.id] = (first, second)
    return counts


def parts(found: Finding) -> Iterator[Finding]:
    """The finding and those within it."""
    yield found
    for argument in found.arguments.values():
        if isinstance(argument, Finding):
            yield from parts(argument)


@cache
def everything() -> tuple[tuple[Report, str, Finding], ...]:
    """All that is said of those surveys: the survey, the place, the finding."""
    return tuple(
        (report, place, part)
        for report in reports()
        for place, found in whole(report)
        for part in parts(found)
    )


def met(*messages: str) -> list[tuple[Report, str, Finding]]:
    """Where such a message is said; it must be said somewhere, or nothing is tried."""
    found = [each for each in everything() if each[2].message in messages]
    assert found, messages
    return found


def judgement(report: Report, found: Finding) -> Judgement:
    """The judgement of the statement that the finding is about."""
    topic = found.arguments["topic"]
    assert isinstance(topic, Topic)
    return next(each for each in report.statements if each.gap.subject == topic.item)


def test_a_statement_is_singled_out_only_for_a_clear_gap() -> None:
    for report, _, found in met("statement.shares", "statement.gap"):
        judged = judgement(report, found)
        assert judged.verdict is Verdict.GAP
        assert judged.gap.p_adjusted <= 0.05
        assert abs(judged.gap.difference.value) >= judged.gap.margin


def test_the_widest_is_said_only_of_what_no_other_interval_reaches() -> None:
    tried = set()
    for report in reports():
        themed = ((bars_heading(report, name), theme_statements(report, name)) for name in "AB")
        for heading, among in [(ranking_heading(report), report.statements), *themed]:
            which = heading.arguments.get("which")
            tried.add(which.message if isinstance(which, Finding) else "")
            if which == Finding("which.gap.first"):
                gap = judgement(report, heading).gap
                nearest = min(abs(gap.difference.low), abs(gap.difference.high))
                rivals = [each.gap.difference for each in among if each.gap.subject != gap.subject]
                assert all(nearest > max(abs(rival.low), abs(rival.high)) for rival in rivals)
            if which == Finding("which.gap.only"):
                assert sum(each.clear for each in among) == 1
    assert tried == {"", "which.gap.first", "which.gap.only", "which.gap.among"}


def test_shares_stand_beside_a_gap_only_when_they_point_the_same_way() -> None:
    seen = Counter[bool]()
    for report in reports():
        for each in report.statements:
            assert each.gap.shares is not None
            first, second = (share.value for share in each.gap.shares)
            apart = (first - second) * each.gap.difference.value < 0
            seen[apart] += 1
            assert ("a" in line(each.gap, report.questionnaire).arguments) is not apart
    for report, _, found in met("statement.shares"):
        gap = judgement(report, found).gap
        assert gap.shares is not None
        assert (gap.shares[0].value - gap.shares[1].value) * gap.difference.value > 0
    assert min(seen[True], seen[False]) > 10


def test_the_counts_of_a_heading_are_counts_of_verdicts() -> None:
    for report in reports():
        found = [each for each in report.statements if each.verdict is Verdict.GAP]
        first = sum(each.gap.difference.value > 0 for each in found)
        heading = gaps_heading(report)
        assert overview_heading(report).arguments.get("count", 0) == len(found)
        assert heading.arguments.get("count", 0) == len(found)
        if 0 < first < len(found):
            directions = heading.arguments["directions"]
            assert isinstance(directions, Finding)
            told = directions.arguments["a"], directions.arguments["b"]
            assert told == (first, len(found) - first)


def test_the_counts_of_a_lead_are_counts_of_verdicts() -> None:
    for report in reports():
        counted = {each.message: each.arguments["count"] for each in gaps_lead(report)}
        verdicts = Counter(each.verdict for each in report.statements)
        assert sum(int(str(counted.get(each, 0))) for each in ALIGNED) == verdicts[Verdict.ALIGNED]
        assert counted.get("verdicts.signs", 0) == verdicts[Verdict.POSSIBLE_GAP]
        assert counted.get("verdicts.open", 0) == verdicts[Verdict.UNDETERMINED]


def test_aligned_is_said_only_where_equivalence_is_shown() -> None:
    for report, _, _ in met(*ALIGNED, "theme.aligned"):
        narrow = [(*each.gap.narrow, each.gap.margin) for each in report.statements]
        assert any(-margin < low and high < margin for low, high, margin in narrow)


def test_what_both_rate_low_is_low_in_both_and_no_clear_gap() -> None:
    for report, _, found in met("low"):
        judged = judgement(report, found)
        assert judged.gap.shares is not None
        assert max(share.value for share in judged.gap.shares) < 0.5
        assert judged.verdict is not Verdict.GAP
        assert judged.quadrant is Quadrant.SHARED_WEAKNESS


def test_a_blind_spot_is_a_clear_gap_of_a_team_about_itself_on_the_mirror_page_alone() -> None:
    blind_spots = {f"which.blind_spot.{rank}" for rank in ("only", "first", "among")}
    met(*blind_spots)
    for report in reports():
        for _, found in [*overview(report), *gaps(report), *themes(report)]:
            assert not blind_spots & {part.message for part in parts(found)}
        heading = mirror_chart_heading(report)
        if blind_spots & {part.message for part in parts(heading)}:
            judged = judgement(report, heading)
            about = report.questionnaire.item(judged.gap.subject).about
            own = 1 if about == "marketing" else -1
            assert (judged.verdict, judged.quadrant) == (Verdict.GAP, Quadrant.BLIND_SPOT)
            assert own * judged.gap.difference.value > 0


def test_self_and_outside_views_differ_only_where_the_gap_is_clear() -> None:
    for report in reports():
        verdicts = {each.gap.subject: each.verdict for each in report.statements}
        told = [mirror_heading(report), *mirror_lead(report)]
        counted = sum(
            int(str(part.arguments["count"]))
            for each in told
            for part in parts(each)
            if part.message == "mirror.on"
        )
        assert counted == sum(verdicts[each.item] is Verdict.GAP for each in report.mirror)


def test_a_theme_is_called_low_high_or_more_positive_by_its_own_score() -> None:
    for report, _, found in met("theme.low", "theme.high", "theme.together"):
        theme = found.arguments["theme"]
        assert isinstance(theme, Theme)
        score = next(each for each in report.dimensions if each.gap.subject == theme.dimension)
        assert not any(each.clear for each in theme_statements(report, theme.dimension))
        expected = {"theme.low": Quadrant.SHARED_WEAKNESS, "theme.high": Quadrant.SHARED_STRENGTH}
        assert score.quadrant is expected.get(found.message, score.quadrant)
        assert score.clear is (found.message == "theme.together")


def test_a_team_is_called_split_only_when_it_is() -> None:
    for report, _, found in met("theme.split"):
        topic, team = found.arguments["topic"], found.arguments["team"]
        assert isinstance(topic, Topic)
        assert isinstance(team, TeamNamed)
        counts = report.counts[topic.item, Group(team=team.team)]
        assert agreement(counts) < 0.2
        assert found.arguments["favourable"] == Share(float(counts[3:].sum() / counts.sum()))
        assert found.arguments["unfavourable"] == Share(float(counts[:2].sum() / counts.sum()))


def test_every_sentence_can_be_said() -> None:
    for report, _, found in everything():
        sentence = said(found, report.questionnaire)
        assert sentence
        assert not re.search(r"[{}]|nan|\binf\b|-\d", sentence)


def test_with_the_teams_exchanged_the_same_is_said_of_the_other_team() -> None:
    names = {"Marketing": "Sales", "Sales": "Marketing"}
    asked = surveys.questionnaire([surveys.item("A1", "A"), surveys.item("O1", "O")])
    random = np.random.default_rng(7)
    for _ in range(20):
        first, second = answers(random)["A1"]
        there = stories.report({"A1": (first, second), "O1": (first, second)}, asked)
        back = stories.report({"A1": (second, first), "O1": (second, first)}, asked)
        one, other = (said(gaps_heading(each), asked) for each in (there, back))
        assert re.sub("Marketing|Sales", lambda name: names[name[0]], one) == other


@pytest.mark.parametrize(
    ("buckets", "heading"),
    [
        ([Bucket.WATCH], "The answers point to one action"),
        ([Bucket.PREPARE, Bucket.WATCH], "The answers point to 2 actions"),
        ([Bucket.DO_NOW], "The answers point to one action, to start now"),
        ([Bucket.DO_NOW, Bucket.DO_NOW], "The answers point to 2 actions, all to start now"),
        (
            [Bucket.DO_NOW, Bucket.PREPARE],
            "The answers point to 2 actions, one of them to start now",
        ),
    ],
)
def test_the_actions_to_start_now_are_counted(buckets: list[Bucket], heading: str) -> None:
    report = story("meridian")
    actions = tuple(replace(report.recommendations[0], bucket=each) for each in buckets)
    counted = replace(report, recommendations=actions)
    assert said(actions_heading(counted), report.questionnaire) == heading


def test_a_theme_goes_together_with_alignment_only_where_its_interval_is_above_nothing() -> None:
    for name in STORIES:
        report = story(name)
        if not report.associations:
            continue
        above = [each for each in report.associations if each.within.low > 0]
        told = association_heading(report).arguments.get("count", 0)
        assert told == len([each for each in above if each.clear]), name


def test_a_company_counts_as_of_a_clear_gap_only_where_its_interval_leaves_nothing_else() -> None:
    panel = story("panel").panel
    assert panel is not None
    assert panel.index is not None
    _, told, *_ = companies_lead(panel.index, story("panel"))
    clear = [each for each in panel.index.companies if each.verdict is Verdict.GAP]
    assert told.arguments["count"] == len(clear) > 0
    assert all(each.difference.low > 0 or each.difference.high < 0 for each in clear)
    share = aligned_share(story("panel"))
    assert share is not None
    assert share.share.low <= share.share.value <= share.share.high
    assert sum(panel.states.values()) == share.share.base


def test_a_word_is_said_to_be_used_more_only_where_its_interval_is_clear_of_nothing() -> None:
    spoken = [each for words in story("voices").voices.words for each in words.words]
    told = voices_heading(story("voices")).arguments
    clear = [each for each in spoken if each.low > 0 or each.high < 0]
    assert told["a"] == sum(each.odds > 0 for each in clear)
    assert told["b"] == sum(each.odds < 0 for each in clear)


def test_a_gap_is_called_narrower_or_wider_only_where_its_change_is_beyond_chance() -> None:
    for name in ("two_waves", "closing"):
        trend = story(name).trend
        assert trend is not None
        told = [each for each in trend.statements if each.course is not Course.NO_CLEAR_CHANGE]
        assert told
        for each in told:
            change = each.paired or each.gap
            assert change.low > 0 or change.high < 0, each.subject
