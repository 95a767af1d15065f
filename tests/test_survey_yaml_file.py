"""Reading YAML safely: what is refused, and how the message helps."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from survey.errors import FileMissingError, YamlError
from survey.yaml_file import LARGEST_FILE, ListNode, MappingNode, Scalar, parse_yaml, read_yaml


def refusal(text: str) -> str:
    with pytest.raises(YamlError) as caught:
        parse_yaml(text, "settings.yml")
    return str(caught.value)


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML must lead to the same messages: not every system has the fast one."""
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")


def test_scalars_stay_the_text_they_look_like() -> None:
    root = parse_yaml("answer: no\ndate: 2026-10-02\ncode: 007\ntime: 12:30\n", "a.yml")
    assert [value for value in root.entries.values() if isinstance(value, Scalar)] == [
        Scalar(1, "no", plain=True),
        Scalar(2, "2026-10-02", plain=True),
        Scalar(3, "007", plain=True),
        Scalar(4, "12:30", plain=True),
    ]


def test_each_field_knows_its_line() -> None:
    root = parse_yaml("# ours\ntitle: x\n\nteams:\n  - sales\n  - [a, 'b']\n", "a.yml")
    assert root.lines == {"title": 2, "teams": 4}
    assert root.entries["teams"] == ListNode(
        5,
        (
            Scalar(5, "sales", plain=True),
            ListNode(6, (Scalar(6, "a", plain=True), Scalar(6, "b", plain=False))),
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~", "null"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    assert parse_yaml(text, "a.yml") == MappingNode(1, {}, {})


def test_quoted_nothing_is_not_nothing() -> None:
    assert 'not the text "null"' in refusal('"null"')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a\n- b\n", "line 1: fields (`name: value`) are expected, not a list"),
        ("just a text", 'not the text "just a text"'),
        ("teams:\n\tsales: Sales\n", "line 2: a tab indents the line"),
        ("teams:\n  a: 1\n \tb: 2\n", "line 3: a tab indents the line"),
        ("title: !!python/object/apply:os.system ['x']", "line 1: the tag !!python/object/apply"),
        ("a: 1\nb: !!python/name:os.system\n", "line 2: the tag !!python/name:os.system"),
        ("a: !mine 3", "the tag !mine is not allowed"),
        ("a: !!set {x}", "the tag !!set is not allowed"),
        ("a: ! 3", "the tag ! is not allowed"),
        ("a: !!seq [x]", "the tag !!seq is not allowed"),
        ("a: &a [x]\nb: [*a, *a]\n", "line 2: the alias *a is not allowed"),
        ("a: 1\n---\nb: 1\n", "line 2: a second document begins"),
        ("minimum: 5\nminimum: 1\n", 'line 2: duplicate key "minimum" (first on line 1)'),
        ("[a, b]: 1\n", "line 1: a field's name must be a plain text"),
        ("a: b: c\n", "line 1: this is not YAML (mapping values are not allowed"),
        ("a: [1, 2\n", "this is not YAML"),
        ("a: 'x\n", "this is not YAML"),
        ("a: 1\nb: \x1b[31m\n", "line 2: an unprintable character (U+001B)"),
        ('a: 1\nb: "\\e[31m"\n', "line 2: an unprintable character (U+001B)"),
        ("a: \x00\n", "line 1: an unprintable character (U+0000)"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(text: str, words: str) -> None:
    message = refusal(text)
    assert message.startswith("settings.yml, line ")
    assert words in message


def test_all_duplicate_keys_are_told_at_once() -> None:
    message = refusal("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert 'line 2: duplicate key "a"' in message
    assert 'line 3: duplicate key "c"' in message


@pytest.mark.parametrize("bracket", ["[", "{a: "])
def test_nesting_is_bounded(bracket: str) -> None:
    assert "nested deeper than 50 levels" in refusal(bracket * 20_000)


def test_nesting_to_the_bound_is_read() -> None:
    assert parse_yaml("a: " + "[" * 49 + "]" * 49, "a.yml").entries


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes("title: Été\n".encode("utf-8-sig"))
    assert read_yaml(path).entries == {"title": Scalar(1, "Été", plain=True)}


@pytest.mark.parametrize("content", ["title: Été\n".encode("cp1252"), "a: 1".encode("utf-16")])
def test_another_encoding_is_named_as_the_mistake(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(content)
    with pytest.raises(YamlError, match="line 1: the text is not UTF-8"):
        read_yaml(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(YamlError, match="larger than 1,000,000 bytes"):
        read_yaml(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"nowhere\.yml: the file cannot be opened"):
        read_yaml(tmp_path / "nowhere.yml")
    with pytest.raises(FileMissingError, match=r"is a directory|permission denied"):
        read_yaml(tmp_path)
