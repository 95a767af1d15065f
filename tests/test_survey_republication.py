"""Editions of a survey: what lies between any of them is nobody, or enough people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from surveys import questionnaire, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, FewChangedError
from survey.release import Rules
from survey.release_record import ReleaseRecord, WaveRecord
from survey.republication import UNTOLD, of_one_survey, refuse_few_changed
from survey.tally import tally

Person = tuple[str, str, tuple[int, ...]]
"""Team, region, answers."""


def people(seed: int, size: int, team: str = "marketing", region: str = "") -> list[Person]:
    """Invented people who all answer otherwise, and never with the highest point."""
    random = np.random.default_rng(seed)
    answers = random.integers(1, 5, (size, 6)).tolist()
    return [(team, region, tuple(each)) for each in answers]


MARKETING, SALES = people(1, 20), people(2, 20, "sales")
NEW, OTHERS = people(3, 12), people(4, 12)


def edition(everybody: Sequence[Person], *, minimum: int = 5, wave: str = "2026") -> ReleaseRecord:
    """What is published of them."""
    teams, regions, answers = zip(*everybody, strict=True)
    survey = responses(teams, answers, {"region": regions} if any(regions) else None)
    counted = Counted(
        waves=(Wave(wave, tally(survey, questionnaire())),), read=len(teams), removed=()
    )
    return release(counted, questionnaire(), Rules(minimum_group=minimum))[1]


def of_marketing(*parts: Sequence[Person], minimum: int = 5, wave: str = "2026") -> ReleaseRecord:
    return edition([each for part in (*parts, SALES) for each in part], minimum=minimum, wave=wave)


FIRST = of_marketing(MARKETING)


def otherwise(person: Person, item: int = 0) -> Person:
    """The same person, one answer changed to the highest point."""
    team, region, answers = person
    return team, region, (*answers[:item], 5, *answers[item + 1 :])


def without_people(record: ReleaseRecord) -> ReleaseRecord:
    """As the first versions remembered it: counts alone."""
    return replace(record, waves=tuple(replace(each, standings=()) for each in record.waves))


def test_the_same_answers_are_published_again_in_whatever_order() -> None:
    refuse_few_changed([FIRST], of_marketing(MARKETING[::-1]))


@pytest.mark.parametrize(
    "after",
    [
        of_marketing(MARKETING, NEW[:1]),
        of_marketing(MARKETING, NEW[:4]),
        of_marketing(MARKETING[1:]),
        of_marketing(MARKETING[3:], NEW[:3]),
        of_marketing(MARKETING[1:], [otherwise(MARKETING[0])]),
        of_marketing(MARKETING[4:], [otherwise(each, 3) for each in MARKETING[:4]]),
    ],
    ids=["one came", "four came", "one left", "three for three", "one changed", "four changed"],
)
def test_what_tells_of_a_few_is_refused(after: ReleaseRecord) -> None:
    with pytest.raises(FewChangedError, match=r"fewer than 5 people .*\(wave 2026\)"):
        refuse_few_changed([FIRST], after)


@pytest.mark.parametrize(
    "after",
    [
        of_marketing(MARKETING, NEW),
        of_marketing(MARKETING[:12]),
        of_marketing(MARKETING[2:], NEW),
        of_marketing(MARKETING[9:], [otherwise(each, 5) for each in MARKETING[:9]]),
    ],
    ids=["twelve came", "eight left", "twelve came and two left", "nine changed"],
)
def test_where_enough_have_changed_it_is_published(after: ReleaseRecord) -> None:
    refuse_few_changed([FIRST], after)


def test_the_refusal_says_what_to_wait_for() -> None:
    with pytest.raises(FewChangedError) as told:
        refuse_few_changed([FIRST], of_marketing(MARKETING, NEW[:1]))
    assert "whoever kept an earlier edition may see" in told.value.problem
    assert "when at least 5 more people have answered in every group" in told.value.fix


def test_each_edition_is_compared_with_all_before_it() -> None:
    second = of_marketing(MARKETING, NEW)
    third = of_marketing(MARKETING, NEW[:2])
    refuse_few_changed([FIRST], second)
    refuse_few_changed([second], third)
    with pytest.raises(FewChangedError):
        refuse_few_changed([FIRST, second], third)


def test_an_answer_that_few_of_many_changed_is_seen() -> None:
    """Six people changed an answer, but only one of them that to the second question."""
    changed = [otherwise(MARKETING[0], 1), *(otherwise(each, 5) for each in MARKETING[1:6])]
    with pytest.raises(FewChangedError):
        refuse_few_changed([FIRST], of_marketing(changed, MARKETING[6:]))
    refuse_few_changed([FIRST], of_marketing(MARKETING[:1], changed[1:], MARKETING[6:]))


def of_regions(north: int, south: int, nowhere: int = 0) -> list[Person]:
    """So many in each region, the same from call to call."""
    found = [
        people(seed, 30, "marketing", region) for seed, region in ((5, "n"), (6, "s"), (7, ""))
    ]
    parts = [part[:n] for part, n in zip(found, (north, south, nowhere), strict=True)]
    in_sales = [*people(8, 10, "sales", "n"), *people(9, 10, "sales", "s")]
    return [*(each for part in parts for each in part), *in_sales]


def test_what_all_groups_of_two_editions_tell_together_is_seen() -> None:
    """Ten came to the team and eight to the north: of two, who are nowhere, all is told."""
    before = edition(of_regions(10, 10, 6))
    assert len(before.waves[0].people) == 9
    with pytest.raises(FewChangedError):
        refuse_few_changed([before], edition(of_regions(18, 10, 8)))
    refuse_few_changed([before], edition(of_regions(18, 10, 16)))


def test_what_the_levels_leave_of_an_answer_is_seen() -> None:
    """Of eight who changed an answer, the one in no region is alone with that to the last question."""
    everybody = of_regions(16, 10, 30)
    before = edition(everybody)
    nowhere = [place for place, (_, region, _) in enumerate(everybody) if not region]
    after = [*everybody]
    for place in (*range(7), nowhere[0]):
        after[place] = otherwise(after[place], 5)
    for place in nowhere[1:25]:
        after[place] = otherwise(after[place], 2)
    with pytest.raises(FewChangedError):
        refuse_few_changed([before], edition(after))
    after[nowhere[0]] = everybody[nowhere[0]]
    refuse_few_changed([before], edition(after))


def test_the_few_of_a_group_who_answer_as_before_are_seen() -> None:
    """Who knows how the others changed their answers knows those of these three."""
    everybody = of_regions(10, 10, 20)
    changed = [otherwise(each, 5) for each in everybody[:7]]
    with pytest.raises(FewChangedError):
        refuse_few_changed([edition(everybody)], edition([*changed, *everybody[7:]]))
    refuse_few_changed([edition(everybody)], edition([*changed[:5], *everybody[5:]]))


def test_groups_may_be_others_where_they_tell_of_nobody() -> None:
    """Of a region that is shown anew, those who answered before are had by subtraction."""
    large = edition(of_regions(20, 23))
    assert {*large.waves[0].people} > {*edition(of_regions(20, 3)).waves[0].people}
    refuse_few_changed([edition(of_regions(20, 0))], large)
    with pytest.raises(FewChangedError):
        refuse_few_changed([edition(of_regions(20, 3))], large)


def test_another_wave_is_compared_with_nothing_and_another_name_hides_none() -> None:
    later = of_marketing(NEW, OTHERS, wave="2027")
    refuse_few_changed([FIRST], later)
    renamed = of_marketing(MARKETING, NEW[:1], wave="Autumn 2026")
    with pytest.raises(FewChangedError, match="wave Autumn 2026"):
        refuse_few_changed([FIRST], renamed)


def test_a_threshold_is_raised_and_never_lowered() -> None:
    refuse_few_changed([FIRST], of_marketing(MARKETING, minimum=6))
    with pytest.raises(ConfidentialityError, match=r"minimum group 4: .* with 6"):
        refuse_few_changed(
            [of_marketing(MARKETING, minimum=6), FIRST], of_marketing(MARKETING, minimum=4)
        )


def test_groups_that_are_smaller_than_a_raised_threshold_do_not_stop_a_rebuild() -> None:
    before = edition(of_regions(6, 20))
    refuse_few_changed([before], edition(of_regions(6, 20), minimum=7))


@pytest.mark.parametrize(
    "after",
    [
        of_marketing(MARKETING, NEW[:1]),
        of_marketing(MARKETING[:16]),
        of_marketing(MARKETING[8:], NEW[:8]),
        edition(of_regions(20, 20)),
    ],
    ids=["one came", "four left", "eight for eight", "other groups"],
)
def test_where_people_are_not_remembered_numbers_decide(after: ReleaseRecord) -> None:
    with pytest.raises(FewChangedError):
        refuse_few_changed([without_people(FIRST)], after)


def test_where_people_are_not_remembered_five_more_are_enough() -> None:
    refuse_few_changed([without_people(FIRST)], FIRST)
    refuse_few_changed([without_people(FIRST)], of_marketing(MARKETING, NEW))


def test_where_answers_are_read_in_another_way_numbers_decide() -> None:
    """All answers to two questions turned: nobody answers as before, and three are new."""
    everybody = (*MARKETING, *NEW[:3], *SALES)
    turned = [
        (team, "", (*answers[:4], *(6 - n for n in answers[4:]))) for team, _, answers in everybody
    ]
    with pytest.raises(FewChangedError):
        refuse_few_changed([FIRST], edition(turned))


def test_of_scores_that_are_not_remembered_their_number_counts() -> None:
    def told(record: ReleaseRecord) -> ReleaseRecord:
        (wave,) = record.waves
        tables = {name: {UNTOLD: sum(each.values())} for name, each in wave.tables.items()}
        return replace(record, waves=(replace(wave, tables=tables, standings=()),))

    refuse_few_changed([told(FIRST)], FIRST)
    refuse_few_changed([told(FIRST)], of_marketing(MARKETING, NEW))
    with pytest.raises(FewChangedError):
        refuse_few_changed([told(FIRST)], of_marketing(MARKETING, NEW[:4]))


def test_a_wave_of_nobody_is_like_none() -> None:
    nobody = ReleaseRecord(minimum_group=5, waves=(WaveRecord(wave="", people={}, tables={}),))
    refuse_few_changed([nobody], FIRST)


def test_an_edition_of_another_site_is_of_the_survey_of_its_people() -> None:
    assert of_one_survey(FIRST, of_marketing(MARKETING, NEW[:1], wave="2027"))
    assert of_one_survey(FIRST, edition(MARKETING[:12] + SALES[:12]))


def test_other_people_are_another_survey_though_the_wave_is_called_the_same() -> None:
    other = people(8, 18) + people(9, 21, "sales")
    assert not of_one_survey(FIRST, edition(other))
    assert not of_one_survey(without_people(FIRST), edition(other))


def test_the_same_people_read_otherwise_are_the_same_survey() -> None:
    """The last statement is turned: nobody answers as before, but most tables are as they were."""
    turned = [
        (team, region, (*answers[:5], 6 - answers[5]))
        for team, region, answers in (*MARKETING, *NEW[:3], *SALES)
    ]
    after = edition(turned)
    assert of_one_survey(FIRST, after)
    with pytest.raises(FewChangedError):
        refuse_few_changed([FIRST], after)
    assert not of_one_survey(FIRST, edition(turned, wave="2027"))


def test_what_an_earlier_version_remembered_is_of_the_survey_of_its_numbers() -> None:
    assert of_one_survey(without_people(FIRST), of_marketing(MARKETING, NEW[:3]))


@pytest.mark.parametrize("size", [16, 40, 120])
def test_as_many_people_of_the_same_opinions_are_another_survey(size: int) -> None:
    surveys = [edition(people(seed, size) + people(seed + 50, size, "sales")) for seed in range(9)]
    assert not [pair for pair in combinations(surveys, 2) if of_one_survey(*pair)]


def test_that_nobody_cant_say_in_two_surveys_does_not_make_them_one() -> None:
    able = {f"can't say {item}||sales||": {"yes": 0, "no": 20} for item in "abcd"}
    one, other = (
        ReleaseRecord(
            minimum_group=5,
            waves=(
                WaveRecord(
                    wave="", people={"|sales||": 20}, tables={**able, "a||sales||": answers}
                ),
            ),
        )
        for answers in ({"1": 20}, {"1": 9, "2": 11})
    )
    assert not of_one_survey(one, other)


def test_a_few_within_many_are_not_the_same_for_being_among_them() -> None:
    few = edition(MARKETING[:5] + SALES[:5])
    assert not of_one_survey(without_people(few), FIRST)
