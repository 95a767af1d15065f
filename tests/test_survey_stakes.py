"""Numbers asked beside the items: read, counted, released, and what they put at stake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import surveys
from exported import export_of
from recommended import M, S, released

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ItemColumnError, UnknownAnswerError
from survey.intake import cleaned_batches
from survey.number_counts import NumberCounts, count_numbers
from survey.optional_columns import optional_columns
from survey.questionnaire import OptionalQuestion
from survey.questionnaire_file import load_questionnaire
from survey.recognition import recognise
from survey.release import Histogram, Release, ReleasedGroup, Rules
from survey.responses import Responses
from survey.source import Source
from survey.stakes import CAP, DEALS, HOURS, ClientFigures, Range, stakes, two_figures
from survey.tally import tally

OURS = load_questionnaire()
ASKED = replace(
    surveys.questionnaire(),
    optional=(
        OptionalQuestion(id="HRS", kind="number", asked_to="both", wording={"en": "How many hours?"}, highest=10),
        OptionalQuestion(id="OPN", kind="open", asked_to="both", wording={"en": "What else?"}),
    ),
)  # fmt: skip
ITEMS = [item.id for item in ASKED.items]
FIGURES = ClientFigures(
    currency="EUR",
    revenue=10_000_000,
    weeks=40,
    hourly_cost={"marketing": 50, "sales": 60},
    lost_deals=1_000_000,
)


def rows(*hours: str, header: str = "HRS") -> list[list[str]]:
    teams = ["Marketing", "Sales"]
    answers = [[teams[at % 2], *["Neither"] * len(ITEMS), hour] for at, hour in enumerate(hours)]
    return [["team", *ITEMS, header], *answers]


def responses_of(folder: Path, table: Sequence[Sequence[str]]) -> Responses:
    export = export_of(folder, table)
    mapping = recognise(export, ASKED)
    numbers = optional_columns(export, ASKED, "number", mapping.positions)
    (cleaned,) = cleaned_batches([Source(export, replace(mapping, numbers=numbers))], ASKED)
    return cleaned.responses


def given(folder: Path, table: Sequence[Sequence[str]]) -> list[float]:
    ((name, numbers),) = responses_of(folder, table).numbers
    assert name == "HRS"
    return [float(number) for number in numbers]


@pytest.mark.parametrize("header", ["HRS", "hrs", "How many hours?", "Q7_HRS"])
def test_a_number_is_found_by_code_or_wording(tmp_path: Path, header: str) -> None:
    assert given(tmp_path, rows("2", "4", header=header)) == [2, 4]


def test_numbers_are_read_as_people_write_them(tmp_path: Path) -> None:
    found = given(tmp_path, rows("2", "2,5", "8+", "0.25", "", "I can't say"))
    np.testing.assert_array_equal(found, [2, 2.5, 8, 0.25, np.nan, np.nan])


@pytest.mark.parametrize("answer", ["11", "-1", "a lot", "1e3", "99999999"])
def test_what_is_no_number_of_the_question_is_told_with_its_place(
    tmp_path: Path, answer: str
) -> None:
    with pytest.raises(UnknownAnswerError) as caught:
        given(tmp_path, rows("2", "4", answer, answer))
    assert "2 x: HRS, column H" in caught.value.problem
    assert "first in row 4" in caught.value.problem


def test_two_columns_for_a_number_are_refused(tmp_path: Path) -> None:
    table = rows("2", "4")
    twice = [[*table[0], "How many hours?"], *([*row, "3"] for row in table[1:])]
    with pytest.raises(ItemColumnError, match=r"HRS: columns H .* and I"):
        given(tmp_path, twice)


def test_without_being_asked_for_numbers_are_not_read(tmp_path: Path) -> None:
    export = export_of(tmp_path, rows("2", "4"))
    assert 7 not in recognise(export, ASKED).positions
    assert (
        optional_columns(
            export_of(tmp_path, [row[:-1] for row in rows("2", "4")]), ASKED, "number", ()
        )
        == ()
    )


def batch(marketing: Sequence[float], sales: Sequence[float]) -> Responses:
    teams = ["marketing"] * len(marketing) + ["sales"] * len(sales) + ["both", ""]
    people = surveys.responses(teams, [[3] * 6] * len(teams))
    return replace(people, numbers=(("HRS", np.array([*marketing, *sales, 9, 9], dtype=float)),))


def test_numbers_add_up_from_batch_to_batch() -> None:
    first, second = batch([1, 2, np.nan], [4]), batch([2], [5, 4])
    whole = tally(first, ASKED) + tally(second, ASKED)
    found = whole.numbers.histogram("HRS", "marketing")
    assert (found.values.tolist(), found.counts.tolist()) == ([1, 2], [1, 2])
    assert whole.numbers.histogram("HRS", "sales").counts.tolist() == [2, 1]
    assert whole.numbers.questions == ("HRS",)


def test_a_response_left_out_takes_its_number_along() -> None:
    people = batch([1, 2], [4])
    kept = people.where(people.rows != people.rows[0])
    compared = np.ones(kept.rows.size, dtype=np.bool_)
    counted = count_numbers(
        replace(kept, team=surveys.coded(["sales"] * 4, ("marketing", "sales"))), compared
    )
    assert counted.histogram("HRS", "sales").values.tolist() == [2, 4, 9]
    assert NumberCounts().questions == ()


@pytest.mark.parametrize(("sales", "shown"), [(10, True), (9, False)])
def test_numbers_are_released_where_each_team_gave_ten(sales: int, shown: bool) -> None:
    silent = [np.nan] * 5
    people = batch([1.0] * 10 + silent, [2.0] * sales + silent)
    counted = Counted(waves=(Wave("", tally(people, ASKED)),), read=40, removed=())
    found, _ = release(counted, ASKED, Rules())
    assert (found.numbers("HRS", M) is not None) is shown
    assert (found.numbers("HRS", S) is not None) is shown


def declared(
    hours: tuple[Sequence[int], Sequence[int]] | None,
    deals: tuple[Sequence[int], Sequence[int]] | None,
    headcount: int | None = 80,
) -> Release:
    """A Release in which the teams gave these counts of 0, 1, 2 and so on."""
    numbers = {
        (question, group): Histogram(
            values=np.flatnonzero(counts).astype(float), counts=np.array([n for n in counts if n])
        )
        for question, pair in ((HOURS, hours), (DEALS, deals))
        for group, counts in zip((M, S), pair or (), strict=False)
    }
    groups = tuple(ReleasedGroup(group=group, n=40, headcount=headcount) for group in (M, S))
    return replace(released(OURS, {}), groups=groups, number_histograms=numbers)


TWO = ([0, 0, 40], [0, 0, 40])
SPREAD = ([5, 10, 20, 5], [0, 5, 10, 10, 10, 5])


def test_working_time_is_hours_times_weeks_times_cost_times_people() -> None:
    found = stakes(declared(SPREAD, None), OURS, FIGURES)
    marketing, sales = found.hours
    assert marketing.mean.value == pytest.approx(65 / 40)
    assert found.costs["marketing"].low == pytest.approx(marketing.mean.low * 40 * 50 * 80)
    assert found.costs["sales"].high == pytest.approx(sales.mean.high * 40 * 60 * 80)
    assert found.cost is not None
    assert found.cost.low == pytest.approx(sum(each.low for each in found.costs.values()))
    assert found.lost is None


def test_where_everyone_answered_the_range_is_a_point() -> None:
    found = stakes(declared(SPREAD, None, headcount=40), OURS, FIGURES)
    assert found.costs["marketing"].low == pytest.approx(found.costs["marketing"].high)


def test_lost_deals_go_from_the_lower_team_to_the_higher() -> None:
    found = stakes(declared(None, SPREAD), OURS, FIGURES)
    marketing, sales = found.deals
    assert found.lost is not None
    assert found.lost.low == pytest.approx(marketing.mean.low * 100_000)
    assert found.lost.high == pytest.approx(sales.mean.high * 100_000)
    assert (found.cost, found.hours) == (None, ())


def test_no_limit_is_below_nothing_or_above_everything() -> None:
    none = stakes(declared(None, ([40], [40])), OURS, FIGURES)
    assert none.lost is not None
    assert none.lost.low == 0
    every = stakes(declared(None, ([0] * 10 + [40], [0] * 10 + [40])), OURS, FIGURES)
    assert every.lost is not None
    assert every.lost.high == 1_000_000


def test_a_line_needs_its_figures_its_numbers_and_head_counts() -> None:
    both = declared(TWO, TWO)
    without_hours = replace(FIGURES, weeks=None, hourly_cost=None)
    assert stakes(both, OURS, without_hours).hours == ()
    assert stakes(both, OURS, replace(FIGURES, lost_deals=None)).deals == ()
    assert stakes(declared(TWO, TWO, headcount=None), OURS, FIGURES).hours == ()
    assert stakes(declared(None, None), OURS, FIGURES).deals == ()


def test_above_a_tenth_of_the_revenue_there_is_a_warning() -> None:
    found = stakes(declared(TWO, TWO), OURS, FIGURES)
    assert found.cost is not None
    assert found.lost is not None
    high = found.cost.high + found.lost.high
    assert stakes(declared(TWO, TWO), OURS, replace(FIGURES, revenue=high / CAP - 1)).above_cap
    assert not stakes(declared(TWO, TWO), OURS, replace(FIGURES, revenue=high / CAP + 1)).above_cap


def test_amounts_have_two_significant_figures() -> None:
    assert [two_figures(amount) for amount in (0.0, 1234.0, 987_654.0)] == [0, 1200, 990_000]
    assert Range(1, 2).low == 1


def test_without_the_cost_of_an_hour_there_is_none_to_share() -> None:
    alone = replace(FIGURES, hourly_cost=None)
    assert alone.of_teams(ASKED) is alone
