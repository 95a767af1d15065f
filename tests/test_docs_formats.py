"""The formats people write: their pages hold examples that load, and name every field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_builder.lever_file import OURS as LEVERS
from report_builder.recommendations import load_levers
from survey.questionnaire_file import load_questionnaire
from survey.scale_file import OURS as QUESTIONNAIRE
from survey.yaml_file import ListNode, MappingNode, Node, read_yaml

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(page: str) -> list[str]:
    return EXAMPLE.findall((REFERENCE / page).read_text(encoding="utf-8"))


def fields(node: Node) -> Iterator[str]:
    """Every field of a file, at any depth."""
    if isinstance(node, MappingNode):
        for key, value in node.entries.items():
            yield key
            yield from fields(value)
    elif isinstance(node, ListNode):
        for entry in node.entries:
            yield from fields(entry)


def test_the_shortest_questionnaire_of_the_docs_loads(tmp_path: Path) -> None:
    shortest, longer, _ = examples("questionnaire.md")
    path = tmp_path / "questionnaire.yml"
    path.write_text(shortest, encoding="utf-8")
    assert [item.id for item in load_questionnaire(path).items] == ["Q1", "Q2"]
    path.write_text(longer, encoding="utf-8")
    read = load_questionnaire(path)
    assert (read.alignment_item, read.scales[0].size) == ("ALIGNED", 4)


def test_the_meta_questions_of_the_docs_load_with_the_items_they_name(tmp_path: Path) -> None:
    shortest, _, meta = examples("questionnaire.md")
    items = "".join(
        f"  - {{id: PLAN{place}, title: Plan {place}, wording: Statement {place}., "
        f"reverse_keyed: {'true' if place == 2 else 'false'}}}\n"
        for place in range(1, 5)
    )
    path = tmp_path / "questionnaire.yml"
    head = shortest.partition("items:\n")[0]
    path.write_text(f"{head}items:\n{items}{meta}", encoding="utf-8")
    assert [each.id for each in load_questionnaire(path).meta] == ["META1", "META2", "META3"]


def test_the_levers_of_the_docs_load_with_the_questionnaire_they_belong_to(tmp_path: Path) -> None:
    (levers,) = examples("levers.md")
    (tmp_path / "levers.yml").write_text(levers, encoding="utf-8")
    path = tmp_path / "questionnaire.yml"
    path.write_text(examples("questionnaire.md")[0] + "levers: levers.yml\n", encoding="utf-8")
    read = load_questionnaire(path)
    assert read.levers is not None
    (lever,) = load_levers(read.levers, read, path.parent)
    assert [rule.id for rule in lever.rules] == ["R-PLAN", "R-SPECIFICATIONS"]


@pytest.mark.parametrize(
    ("file", "page"),
    [(QUESTIONNAIRE, "questionnaire.md"), (LEVERS / "alignment.yml", "levers.md")],
)
def test_every_field_is_described(file: Path, page: str) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)[`:]", text))
    teams = {team.id for team in load_questionnaire().teams}
    assert set(fields(read_yaml(file))) - named - teams - {"en", "fr"} == set()
