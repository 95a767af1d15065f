"""One response a person, whatever the order of rows and files; and what may be a copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exported import HEADER, answered, saved, table, tiny
from hypothesis import given
from hypothesis import strategies as st
from surveys import item, questionnaire, responses

from survey.cleaning import Cleaned, clean
from survey.cleaning_rules import CleaningRules
from survey.duplicates import repeated, without_duplicates
from survey.engines.pandas_engine import Counted, count
from survey.errors import MappingError
from survey.intake import cleaned_batches
from survey.mapping_file import load_mapping
from survey.noted import Noted
from survey.readers import read_export
from survey.readers.grid import BATCH_ROWS
from survey.recognition import recognise
from survey.release import Group, Removed
from survey.source import Source

IDS = ["respondent_id", *HEADER]
Rows = Sequence[Sequence[str]]


def counted(*paths: Path, rules: CleaningRules | None = None) -> Counted:
    sources = []
    for path in paths:
        export = read_export(path)
        sources.append(Source(export, recognise(export, tiny())))
    return count(cleaned_batches(sources, tiny(), rules or CleaningRules()), tiny())


def who(identity: str, *row: str) -> list[str]:
    return [identity, *answered(*row)]


def one_sum(counted: Counted) -> tuple[object, ...]:
    tally = counted.tally
    return (counted.read, counted.removed, counted.flagged, tally.groups, tally.answers.tolist())


BOTH_TEAMS = [who("m", "Marketing"), who("s", "Sales")]


def test_of_one_person_the_response_with_most_answers_counts(tmp_path: Path) -> None:
    rows = [
        IDS,
        *BOTH_TEAMS,
        who("x", "Sales", "11 1"),
        who("x", "Sales", "5555"),
        who("x", "Sales", "222 "),
    ]
    found = counted(saved(tmp_path, rows))
    assert found.removed == (Removed("duplicate", 2),)
    assert found.read == 5
    sales = found.tally.answers[found.tally.groups.index(Group(team="sales"))]
    assert sales[0, 2:].tolist() == [0, 0, 1, 0, 1]


def test_the_other_response_of_a_person_counts_when_one_does_not(tmp_path: Path) -> None:
    rows = [IDS, *BOTH_TEAMS, who("x", "Sales", "1   "), who("x", "Sales", "22  "), who("x", "")]
    found = counted(saved(tmp_path, rows))
    assert found.removed == (Removed("no-team", 1), Removed("partial", 1))
    assert int(found.tally.respondents.max()) == 2


def test_without_an_id_nobody_is_the_same(tmp_path: Path) -> None:
    rows = [IDS, *BOTH_TEAMS, who("", "Sales"), who(" ", "Sales")]
    assert counted(saved(tmp_path, rows)).removed == ()
    alike = table(answered("Sales"), answered("Sales"))
    assert counted(saved(tmp_path, alike)).removed == ()


def test_a_person_answers_once_in_each_wave_and_company(tmp_path: Path) -> None:
    header = [*IDS, "wave", "company"]
    rows = [[*row, "1", "Acme"] for row in [*BOTH_TEAMS, who("x", "Sales")]]
    rows += [
        [*row, *place] for row in [who("x", "Sales")] for place in (("2", "Acme"), ("1", "Best"))
    ]
    assert counted(saved(tmp_path, [header, *rows])).removed == ()
    rows.append([*who("x", "Sales"), "2", "Acme"])
    assert counted(saved(tmp_path, [header, *rows])).removed == (Removed("duplicate", 1),)


def test_a_person_in_two_files_counts_once_and_a_counter_tells_nobody(tmp_path: Path) -> None:
    first = [IDS, *BOTH_TEAMS, who("R_1", "Sales"), who("1", "Sales")]
    second = [IDS, who("R_1", "Sales", "22  "), who("1", "Sales", "3334")]
    paths = saved(tmp_path, first, "a.csv"), saved(tmp_path, second, "b.csv")
    found = counted(*paths)
    assert (found.read, found.removed) == (6, (Removed("duplicate", 1),))
    assert one_sum(found) == one_sum(counted(*paths[::-1]))


def test_copies_in_different_batches_are_found(tmp_path: Path) -> None:
    rows = [
        who(f"p{number}", "Sales" if number % 2 else "Marketing") for number in range(BATCH_ROWS)
    ]
    found = counted(
        saved(tmp_path, [IDS, *rows, who("p0", "Marketing"), who("p1", "Sales", "333 ")])
    )
    assert found.removed == (Removed("duplicate", 2),)
    assert int(found.tally.answers[:, 3, 0].max()) == 0


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["Marketing", "Sales", "Other"]),
        st.text("0 12345", min_size=4, max_size=4),
        st.sampled_from(["Manager", ""]),
        st.sampled_from(["Nord", "Sud"]),
    ),
    max_size=9,
)


@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], order: object
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    whole = [*BOTH_TEAMS, *(who(*row) for row in rows)]
    shuffled = [*whole]
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a random of hypothesis
    cut = len(whole) // 2
    first = counted(saved(folder, [IDS, *whole], "whole.csv"))
    again = counted(saved(folder, [IDS, *shuffled], "shuffled.csv"))
    parts = [
        saved(folder, [IDS, *shuffled[cut:]], "b.csv"),
        saved(folder, [IDS, *shuffled[:cut]], "a.csv"),
    ]
    if len(shuffled[cut:]) and len(shuffled[:cut]):
        assert one_sum(counted(*parts)) == one_sum(first)
    assert one_sum(again) == one_sum(first)


def test_a_column_that_tells_nobody_apart_is_refused(tmp_path: Path) -> None:
    rows = [IDS, *BOTH_TEAMS, *[who("anonymous", "Sales")] * 12]
    assert counted(saved(tmp_path, rows)).removed == (Removed("duplicate", 11),)
    path = saved(tmp_path, [*rows, who("anonymous", "Marketing")])
    with pytest.raises(MappingError) as refused:
        counted(path)
    told = str(refused.value)
    assert 'column A ("respondent_id") should say who answered' in told
    assert "stands in 13 responses" in told
    assert "anonymous" not in told
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("respondent: none\n")
    export = read_export(path)
    source = Source(export, load_mapping(mapping, export, tiny()))
    assert sum(batch.read for batch in cleaned_batches([source], tiny())) == 15


# Copies without an id: so many answers that two people hardly share them

NAMES = [f"A{number}" for number in range(10)]
TELLING = [1, 2, 3, 3, 3, 3, 3, 3, 3, 3]


def batch(
    answers: Sequence[Sequence[int]],
    sites: Sequence[str] | None = None,
    seconds: Sequence[float] | None = None,
) -> Cleaned:
    """People of Sales who answered ten statements."""
    asked = questionnaire([item(name, "A") for name in NAMES])
    people = len(answers)
    given = responses(["sales"] * people, answers, {"site": sites or ["n"] * people}, items=NAMES)
    notes = Noted(
        excluded=(),
        unsubmitted=np.zeros(people, dtype=bool),
        seconds=np.array(seconds or [np.nan] * people),
        respondents=np.zeros(people, dtype=np.uint64),
    )
    return clean(given, asked, notes, CleaningRules())


def copies(*batches: Cleaned) -> int:
    found = without_duplicates(batches, repeated([]), CleaningRules())
    flags = [flag for each in found for flag in each.flags if flag.reason == "same-answers"]
    return sum(int(flag.marked.sum()) for flag in flags)


def test_responses_alike_in_all_that_is_read_may_be_copies() -> None:
    other = [*TELLING[:-1], 4]
    assert copies(batch([TELLING, other, TELLING]), batch([TELLING])) == 2
    assert copies(batch([TELLING, other])) == 0


@pytest.mark.parametrize(
    "answers", [[1, 2, *[1] * 8], [*TELLING[:-1], -1], [4] * 10, [1, 2, *[0] * 8]]
)
def test_few_or_uniform_answers_can_be_alike_by_chance(answers: list[int]) -> None:
    assert copies(batch([answers, answers])) == 0


def test_another_site_or_another_pace_is_another_response() -> None:
    assert copies(batch([TELLING, TELLING], sites=["n", "s"])) == 0
    assert copies(batch([TELLING, TELLING], seconds=[1, 900])) == 0
    assert copies(batch([TELLING, TELLING], seconds=[800, 900])) == 1


def test_labels_are_compared_and_not_their_places_in_a_batch() -> None:
    first, second = batch([TELLING, TELLING], sites=["n", "s"]), batch([TELLING], sites=["s"])
    assert copies(first, second) == 1
    assert copies(first, batch([TELLING], sites=[""])) == 0


def test_possible_copies_are_removed_when_that_is_asked_for() -> None:
    rules = CleaningRules(remove=frozenset({"same-answers"}))
    found = [*without_duplicates([batch([TELLING, TELLING, [4] * 10])], repeated([]), rules)]
    assert found[0].removed == (Removed("same-answers", 1),)
    assert (found[0].read, found[0].responses.rows.size) == (3, 2)


def test_a_batch_without_responses_passes() -> None:
    (found,) = without_duplicates([batch([])], repeated([]), CleaningRules())
    assert (found.read, found.responses.rows.size) == (0, 0)


def test_what_is_noticed_of_a_response_held_aside_goes_with_it() -> None:
    hasty = batch([TELLING, TELLING, TELLING], seconds=[1, 1, 99])
    same = replace(hasty, respondents=np.array([7, 7, 0], dtype=np.uint64))
    again = repeated([same.respondents])
    rest, held = without_duplicates([same], again, CleaningRules())
    assert (rest.read, held.read, held.removed) == (1, 2, (Removed("duplicate", 1),))
    speeding = [int(flag.marked.sum()) for flag in held.flags if flag.reason == "speeding"]
    assert speeding == [1]
