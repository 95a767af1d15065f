"""The full cross: every respondent once, in any order, however fine it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from surveys import coded, random_responses, responses

from survey.answer_digests import answer_digests
from survey.cells import Cells, cells_of
from survey.release import Group
from survey.responses import Responses


def crossed(survey: Responses, compared: npt.NDArray[np.bool_] | None = None) -> Cells:
    everybody = np.ones(survey.rows.size, dtype=bool)
    chosen = everybody if compared is None else compared
    return cells_of(survey, chosen)


def shown(cells: Cells) -> list[tuple[tuple[str, ...], int]]:
    labels = [
        tuple(names[code] for names, code in zip(cells.labels, row, strict=True))
        for row in cells.codes.tolist()
    ]
    return list(zip(labels, cells.respondents.tolist(), strict=True))


def test_a_cell_is_told_by_its_wave_company_team_and_segments() -> None:
    survey = responses(
        ["sales", "marketing", "sales", "sales"],
        [[3] * 6, [0] * 6, [-1, 5, 5, 5, 5, 5], [3] * 6],
        {"region": ["s", "n", "s", ""]},
    )
    cells = crossed(replace(survey, company=coded(["Bolt", "Acme", "Bolt", "Acme"])))
    assert cells.columns == ("wave", "company", "team", "region")
    assert shown(cells) == [
        (("", "Acme", "marketing", "n"), 1),
        (("", "Acme", "sales", ""), 1),
        (("", "Bolt", "sales", "s"), 2),
    ]
    assert cells.answered.tolist() == [[0] * 6, [1] * 6, [1, 2, 2, 2, 2, 2]]


def test_the_members_of_a_cell_stay_with_it_however_cells_are_put_together() -> None:
    survey = random_responses(2, 120, ("", "n", "N", "s"))
    everybody = [answers.to_bytes(8) for answers in answer_digests(survey).tolist()]
    half = np.arange(120) < 50
    together = crossed(survey.where(half)) + crossed(survey.where(~half))
    spelt = [each.casefold() for each in ("", *dict(survey.segments)["region"].labels)]
    regions = [spelt[code + 1] for code in dict(survey.segments)["region"].codes]
    teams = [("", *survey.team.labels)[code + 1] for code in survey.team.codes]
    for found in (crossed(survey), together, together.written(together.spellings())):
        digests = [member.tobytes()[:8] for member in found.members]
        assert sorted(digests) == sorted(everybody)
        for (labels, size), end in zip(shown(found), np.cumsum(found.respondents), strict=True):
            for digest in digests[end - size : end]:
                place = everybody.index(digest)
                assert (teams[place], regions[place]) == (labels[2], labels[3].casefold())


def test_what_a_member_answered_is_kept_bit_by_bit() -> None:
    cells = crossed(responses(["sales"], [[3, 0, 2, -1, 1, 5]]))
    assert cells.members[:, 8:].tolist() == [[0b10101100]]


def test_only_those_compared_are_crossed() -> None:
    survey = responses(["marketing", "both", "sales"], [[3] * 6] * 3)
    assert crossed(survey, np.array([True, False, True])).respondents.tolist() == [1, 1]
    assert crossed(survey, np.zeros(3, dtype=bool)).respondents.tolist() == []


def test_labels_of_one_spelling_become_one_cell() -> None:
    regions = {"region": ["Nord", "NORD", "nord ", "Nord", "Sud"]}
    cells = crossed(responses(["sales"] * 5, [[3] * 6] * 5, regions))
    written = cells.written(cells.spellings())
    assert shown(written) == [(("", "", "sales", "Nord"), 4), (("", "", "sales", "Sud"), 1)]
    assert written.answered[:, 0].tolist() == [4, 1]


def test_on_a_tie_the_spelling_is_the_same_in_any_order() -> None:
    for regions in (["nord", "Nord"], ["Nord", "nord"]):
        cells = crossed(responses(["sales"] * 2, [[3] * 6] * 2, {"region": regions}))
        assert cells.spellings()[-1] == {"nord": "Nord", "Nord": "Nord"}


def test_a_cross_finer_than_a_number_can_hold() -> None:
    survey = random_responses(1, 300)
    fine = [f"level {number}" for number in range(300)]
    segments = tuple((f"s{number}", coded(fine)) for number in range(10))
    cells = crossed(replace(survey, segments=segments))
    assert cells.respondents.tolist() == [1] * 300
    assert shown(cells) == sorted(shown(cells))
    assert (cells + cells).respondents.tolist() == [2] * 300


def test_the_cells_of_a_group_are_those_with_its_labels_and_none_where_there_is_no_such_label() -> (
    None
):
    found = cells_of(
        responses(["marketing", "sales", "sales"], [[3] * 6] * 3, {"region": ["n", "n", "s"]}),
        np.ones(3, dtype=bool),
    )
    assert found.within(Group()).tolist() == [0, 1, 2]
    assert found.within(Group(team="sales", segment="region", value="s")).tolist() == [2]
    assert found.within(Group(team="marketing", segment="region", value="w")).tolist() == []
