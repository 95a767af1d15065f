"""What a team foresees of the other: its columns found, its answers read, counted and released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exported import HEADER, answered, export_of, tiny
from metas import asking, joined, meta
from surveys import coded, responses

from survey.disclosure import release
from survey.engines.pandas_engine import Counted, Wave, count
from survey.errors import ItemColumnError, TeamValueError, UnknownAnswerError
from survey.intake import cleaned_batches
from survey.mapping_draft import mapping_text
from survey.mapping_file import load_mapping
from survey.meta_counts import MetaCounts, count_meta
from survey.questionnaire import MetaQuestion, Questionnaire
from survey.questionnaire_file import load_questionnaire
from survey.recognition import recognise
from survey.release import Base, Group, Release, Rules
from survey.responses import Responses
from survey.source import Source
from survey.tally import tally

FORESEEN = {"en": "Sales would say that promises are kept.", "fr": "Les ventes diraient que les promesses sont tenues."}  # fmt: skip
ASKED = replace(
    tiny(),
    meta=(
        MetaQuestion(id="MET1", predicts={"marketing": "TOG4"}, scale=tiny().scales[0], reverse_keyed=False, wording=FORESEEN),
        MetaQuestion(id="MET2", predicts={"sales": "TOG3"}, scale=tiny().scales[0], reverse_keyed=True, wording={"en": "Marketing would say that time is lost.", "fr": "Le marketing dirait que du temps est perdu."}),
    ),
)  # fmt: skip
SMALL = asking(meta("M1", {"marketing": "B1"}), meta("M3", {"marketing": "B1", "sales": "B2"}))


def table(*metas: str, headers: Sequence[str] = ("MET1", "MET2")) -> list[list[str]]:
    """Marketing and Sales in turn; each text holds an answer to each meta question, or a blank."""
    teams = ["Marketing", "Sales"]
    rows = [
        [*answered(teams[at % 2]), *(answer.strip() for answer in given)]
        for at, given in enumerate(metas)
    ]
    return [[*HEADER, *headers], *rows]


def read(folder: Path, rows: Sequence[Sequence[str]]) -> Responses:
    export = export_of(folder, rows)
    (cleaned,) = cleaned_batches([Source(export, recognise(export, ASKED))], ASKED)
    return cleaned.responses


def people(marketing: int, sales: int, **given: Sequence[int]) -> Responses:
    """Everybody answers 4 to every item; `given` are answers to meta questions, in that order."""
    survey = responses(
        ["marketing"] * marketing + ["sales"] * sales, [[4] * 6] * (marketing + sales)
    )
    return replace(
        survey, meta=tuple((name, np.array(each, dtype=np.int8)) for name, each in given.items())
    )


def published(survey: Responses, asked: Questionnaire = SMALL, minimum: int = 5) -> Release:
    counted = Counted(waves=(Wave("", tally(survey, asked)),), read=99, removed=())
    return release(counted, asked, Rules(minimum_group=minimum))[0]


@pytest.mark.parametrize("header", ["MET1", "met1", "Q9_MET1", FORESEEN["en"], FORESEEN["fr"]])
def test_its_column_is_found_by_code_or_wording_in_any_language(
    tmp_path: Path, header: str
) -> None:
    found = dict(read(tmp_path, table("5", "4", headers=[header])).meta)
    assert found["MET1"].tolist() == [5, 4]
    assert list(found) == ["MET1"]


def test_an_export_without_the_columns_is_read_as_ever(tmp_path: Path) -> None:
    rows = [HEADER, answered("Marketing"), answered("Sales")]
    mapping = recognise(export_of(tmp_path, rows), ASKED)
    assert (mapping.meta, mapping.missing, mapping.warnings) == ((), (), ())
    assert read(tmp_path, rows).meta == ()


def test_it_is_no_item_and_a_blank_of_the_other_team_is_no_answer_missing(tmp_path: Path) -> None:
    rows = table("5 ", " 2", "4 ", " 1")
    export = export_of(tmp_path, rows)
    counted = count(cleaned_batches([Source(export, recognise(export, ASKED))], ASKED), ASKED)
    assert counted.waves[-1].tally.items == ("TOG1", "TOG2", "TOG3", "TOG4")
    assert (counted.removed, counted.warnings) == ((), ())
    assert counted.waves[-1].tally.answers.shape[1] == 4
    assert counted.waves[-1].tally.dimensions[-1] == ("index", (0, 1, 2, 3))


def test_whoever_answers_half_of_the_items_counts_whatever_was_foreseen(tmp_path: Path) -> None:
    rows = [[*HEADER, "MET1"], [*answered("Marketing", "33  "), ""], [*answered("Sales", "3   "), "3"]]  # fmt: skip
    with pytest.raises(TeamValueError, match="sales"):
        read(tmp_path, rows)
    rows[2] = [*answered("Sales", "33  "), ""]
    assert read(tmp_path, rows).rows.size == 2


def test_an_answer_foreseen_to_a_reverse_keyed_item_is_turned(tmp_path: Path) -> None:
    found = dict(read(tmp_path, table("55", "41")).meta)
    assert found["MET1"].tolist() == [5, 4]
    assert found["MET2"].tolist() == [1, 5]


def test_an_answer_that_means_nothing_stops_the_build_as_in_any_item(tmp_path: Path) -> None:
    with pytest.raises(UnknownAnswerError, match="1 x: MET1, column H"):
        read(tmp_path, table("x", "4", headers=["MET1"]))


def test_two_columns_for_one_question_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ItemColumnError, match="MET1: 2 columns"):
        mapping_of_meta(tmp_path, table("55", "44", headers=["MET1", FORESEEN["en"]]))


def mapping_of_meta(folder: Path, rows: Sequence[Sequence[str]]) -> object:
    return recognise(export_of(folder, rows), ASKED)


def test_three_items_are_needed_however_many_are_foreseen(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "MET1", "MET2"], ["Marketing", *"3333"], ["Sales", *"3333"]]
    with pytest.raises(ItemColumnError, match="2 of the 4 items"):
        mapping_of_meta(tmp_path, rows)


def test_a_mapping_file_names_its_column_among_the_items(tmp_path: Path) -> None:
    export = export_of(tmp_path, table("55", "44", headers=["What would they say?", "x"]))
    path = tmp_path / "mapping.yml"
    path.write_text("items: {TOG1: TOG1, TOG2: TOG2, MET1: H, MET2: {column: x, already_keyed: true}}\n", encoding="utf-8")  # fmt: skip
    mapping = load_mapping(path, export, ASKED)
    assert [entry.item.id for entry in mapping.items] == ["TOG1", "TOG2"]
    assert [(entry.item.id, entry.column.letter) for entry in mapping.meta] == [("MET1", "H"), ("MET2", "I")]  # fmt: skip
    (cleaned,) = cleaned_batches([Source(export, mapping)], ASKED)
    assert dict(cleaned.responses.meta)["MET2"].tolist() == [5, 4]


def test_map_writes_its_column_and_asks_for_none_that_was_not_fielded(tmp_path: Path) -> None:
    export = export_of(tmp_path, table("5", "4", headers=["MET1"]))
    draft = mapping_text(export, ASKED)
    assert '  MET1: "MET1"   # column H, by its code' in draft
    assert "MET2" not in draft
    assert '"MET1"   # unknown' not in draft


def test_batches_add_up_and_only_the_team_asked_counts() -> None:
    one = count_meta(people(3, 2, M1=[5, 0, -1, 1, 1]), SMALL)
    other = count_meta(people(1, 1, M1=[5, 1], M3=[2, 3]), SMALL)
    together = one + other
    assert set(together.tables) == {("M1", "marketing"), ("M3", "marketing"), ("M3", "sales")}
    assert together.foreseen(("M1", "marketing")).tolist() == [0, 0, 0, 0, 2]
    assert together.joint(("M1", "marketing")).tolist() == joined({(4, 5): 2}).tolist()
    assert together.tables["M1", "marketing"].sum() == 4
    assert together.foreseen(("M3", "sales")).tolist() == [0, 0, 1, 0, 0]
    assert (MetaCounts() + one).tables.keys() == one.tables.keys()


def test_of_an_item_that_was_not_asked_itself_nobody_gave_both_answers() -> None:
    survey = people(2, 1, M1=[5, 4, 3])
    without = replace(survey, items=survey.items[:2], answers=survey.answers[:, :2])
    counted = count_meta(without, SMALL)
    assert counted.foreseen(("M1", "marketing")).tolist() == [0, 0, 0, 1, 1]
    assert counted.joint(("M1", "marketing")).sum() == 0


def test_a_team_of_which_fewer_than_k_foresaw_anything_is_not_shown() -> None:
    four, five = [3] * 4 + [-1] * 8, [3] * 5 + [-1] * 7
    assert published(people(6, 6, M1=four)).foreseen_counts == {}
    assert [group.team for _, group in published(people(6, 6, M1=five)).foreseen_counts] == [
        "marketing"
    ]
    assert published(people(6, 6, M1=five), minimum=6).foreseen_counts == {}


@pytest.mark.parametrize(
    ("foresaw", "paired"), [(12, True), (11, False), (8, False), (7, True), (5, True)]
)
def test_pairs_are_released_where_those_who_gave_one_answer_alone_are_nobody_or_k(
    foresaw: int, paired: bool
) -> None:
    given = [3] * foresaw + [-1] * (12 - foresaw) + [-1] * 6
    found = published(people(12, 6, M1=given))
    assert bool(found.foreseen_pairs) is paired
    assert found.foreseen_counts


def test_no_pairs_are_released_of_an_item_that_is_not() -> None:
    survey = people(6, 6, M1=[3] * 12)
    answers = survey.answers.copy()
    answers[6:, survey.items.index("B1")] = -1
    found = published(replace(survey, answers=answers))
    assert (len(found.foreseen_counts), found.foreseen_pairs) == (1, {})


def test_what_is_foreseen_is_part_of_the_hash_of_what_is_released() -> None:
    digests = {
        published(people(6, 6, **given)).counts_digest()
        for given in ({}, {"M1": [3] * 12}, {"M1": [4] * 12})
    }
    assert len(digests) == 3


def test_files_without_the_columns_are_counted_beside_those_with_them(tmp_path: Path) -> None:
    with_them = export_of(tmp_path, table("52", "41"))
    (tmp_path / "more").mkdir()
    without = export_of(tmp_path / "more", [HEADER, answered("Marketing"), answered("Sales")])
    sources = [Source(export, recognise(export, ASKED)) for export in (with_them, without)]
    counted = count(cleaned_batches(sources, ASKED), ASKED)
    assert counted.waves[-1].tally.meta.foreseen(("MET1", "marketing")).tolist() == [0, 0, 0, 0, 1]
    assert counted.waves[-1].tally.respondents.sum() >= 4


def test_ours_are_found_by_their_wordings_in_both_languages(tmp_path: Path) -> None:
    ours = load_questionnaire()
    for language in ("en", "fr"):
        asked = [item.wording for item in ours.items[:3]] + [one.wording for one in ours.meta]
        header = ["team", *(wording[language] for wording in asked)]
        rows = [header, ["Marketing", *["5"] * 6], ["Sales", *["5"] * 6]]
        mapping = recognise(export_of(tmp_path, rows), ours)
        assert [entry.item.id for entry in mapping.meta] == ["MET1", "MET2", "MET3"]


def test_no_pairs_are_released_where_those_who_foresaw_did_not_answer_themselves() -> None:
    survey = people(12, 6, M1=[3] * 6 + [-1] * 12)
    answers = survey.answers.copy()
    answers[:6, survey.items.index("B1")] = -1
    found = published(replace(survey, answers=answers))
    assert found.foreseen_counts
    assert found.foreseen_pairs == {}


def test_what_somebody_foresaw_whose_response_does_not_count_does_not_count(tmp_path: Path) -> None:
    rows = table("5 ", " 2", "4 ")
    rows[3][3:7] = ["3", "", "", ""]
    found = dict(read(tmp_path, rows).meta)
    assert found["MET1"].tolist() == [5, -1]


def test_batches_of_one_survey_are_counted_together(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    exports = [
        export_of(folder, table(first, "41"))
        for folder, first in ((tmp_path, "52"), (tmp_path / "more", "42"))
    ]
    sources = [Source(export, recognise(export, ASKED)) for export in exports]
    counted = count(cleaned_batches(sources, ASKED), ASKED)
    assert counted.waves[-1].tally.meta.foreseen(("MET1", "marketing")).tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(("neither", "paired"), [(0, True), (1, False), (4, False), (5, True)])
def test_no_pairs_are_released_where_a_few_gave_neither_answer(neither: int, paired: bool) -> None:
    """People less the answers to either question, and both answers once again, are those."""
    alone = 5
    size = 6 + 2 * alone + neither
    survey = people(size, 6, M1=[3] * (6 + alone) + [-1] * (size - 6 - alone + 6))
    answers = survey.answers.copy()
    answers[6 : 6 + alone, survey.items.index("B1")] = -1
    answers[6 + 2 * alone : size, survey.items.index("B1")] = -1
    found = published(replace(survey, answers=answers))
    assert found.foreseen_counts
    assert bool(found.foreseen_pairs) is paired


REGIONS = ["n"] * 6 + ["s"] * 6  # of twelve people of Sales, who answer all


def in_regions(kinds: Sequence[tuple[str, int, int, int]]) -> Release:
    """Marketing by region: so many people, their own answer to B1, and the one they foresee."""
    rows = [(region, own, other) for region, size, own, other in kinds for _ in range(size)]
    survey = people(len(rows), 12, M1=[other for *_, other in rows] + [-1] * 12)
    answers = survey.answers.copy()
    answers[: len(rows), survey.items.index("B1")] = [own for _, own, _ in rows]
    region = coded([*(region for region, *_ in rows), *REGIONS])
    return published(replace(survey, answers=answers, segments=(("region", region),)))


@pytest.mark.parametrize(("elsewhere", "paired"), [(2, False), (6, True)])
def test_no_pairs_are_released_that_beside_a_level_isolate_a_few(
    elsewhere: int, paired: bool
) -> None:
    """The pairs are 13 of the 14 in the north and a few of the south; less all of the north."""
    found = in_regions(
        [("n", 13, 4, 3), ("s", elsewhere, 4, 3), ("n", 1, 4, -1), ("s", 8, 4, -1)],
    )
    assert {group.value for name, group in found.item_counts if name == "B1"} >= {"n", "s"}
    assert bool(found.foreseen_pairs) is paired


@pytest.mark.parametrize(("moved", "paired"), [(1, False), (0, True)])
def test_no_pairs_are_released_whose_number_beside_the_silent_of_a_level_isolates_a_few(
    moved: int, paired: bool
) -> None:
    """Those who foresaw nothing are silent in the north, but for one; less the silent there."""
    found = in_regions(
        [
            *(("n", 10, 4, 3), ("s", 10, 4, 3)),
            *(("n", 6 - moved, -1, -1), ("s", moved, -1, -1)),
            *(("n", moved, -1, 3), ("s", 6 - moved, -1, 3)),
        ]
    )
    north = Group(team="marketing", segment="region", value="n")
    assert found.base("B1", north) == Base(10)
    assert bool(found.foreseen_pairs) is paired
