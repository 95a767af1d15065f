"""Reading the fields of a file: every mistake at once, with its line and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.errors import SettingsError
from survey.fields import Fields, reading, tell_repeated

Read = Callable[[Fields], object]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "settings.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def read(write: Callable[[str], Path]) -> Callable[[str, Read], object]:
    """What reading a text gives; raises its mistakes."""

    def value(text: str, how: Read) -> object:
        with reading(write(text), SettingsError) as fields:
            return how(fields)

    return value


@pytest.fixture
def mistakes(read: Callable[[str, Read], object]) -> Callable[[str, Read], list[str]]:
    """The mistakes that reading a text tells, without the file's name."""

    def told(text: str, how: Read) -> list[str]:
        with pytest.raises(SettingsError) as caught:
            read(text, how)
        lines = caught.value.problem.split("\n    ")
        return lines[1:] if len(lines) > 1 else [lines[0].split("settings.yml, ", 1)[1]]

    return told


@pytest.mark.parametrize(
    ("text", "how", "value"),
    [
        ("a: x", lambda f: f.text("a"), "x"),
        ("a: 5", lambda f: f.text("a"), "5"),
        ("a: ~", lambda f: f.text("a", "default"), "default"),
        ("", lambda f: f.text("a", ""), ""),
        ("a: x", lambda f: f.optional_text("a"), "x"),
        ("", lambda f: f.optional_text("a"), None),
        ("a: HND2-x_1", lambda f: f.identifier("a"), "HND2-x_1"),
        ("", lambda f: f.identifier("a", "b"), "b"),
        ("a: 7", lambda f: f.integer("a", low=5, high=9), 7),
        ("", lambda f: f.integer("a", 5), 5),
        ("a: -1", lambda f: f.integer("a"), -1),
        ("a: 2.5", lambda f: f.number("a", low=0), 2.5),
        ("a: 2", lambda f: f.number("a"), 2.0),
        ("", lambda f: f.number("a", 1.5), 1.5),
        ("a: yes", lambda f: f.flag("a"), True),
        ("a: False", lambda f: f.flag("a", default=True), False),
        ("", lambda f: f.flag("a", default=True), True),
        ("a: en", lambda f: f.choice("a", ["fr", "en"]), "en"),
        ("", lambda f: f.choice("a", ["fr", "en"], "en"), "en"),
        ("a: one", lambda f: f.texts("a"), ("one",)),
        ("a: [one, two]", lambda f: f.texts("a", ["one", "two"]), ("one", "two")),
        ("", lambda f: f.texts("a"), ()),
        ("a: {en: x, fr: y}", lambda f: f.translations("a", ["en", "fr"]), {"en": "x", "fr": "y"}),
        ("a: x", lambda f: f.translations("a", ["en"]), {"en": "x"}),
        ("", lambda f: f.translations("a", ["fr"], {"en": "x", "fr": "y"}), {"fr": "y"}),
        ("a: {b: x}", lambda f: f.mapping("a").text("b"), "x"),
        ("a: x", lambda f: f.mapping("a", short="b").text("b"), "x"),
        ("", lambda f: f.mapping("a").text("b", "none"), "none"),
        ("a: [{b: x}, y]", lambda f: [e.text("b") for e in f.mappings("a", short="b")], ["x", "y"]),
        ("", lambda f: f.mappings("a"), ()),
        ("a: {n: {b: x}}", lambda f: [(k, e.text("b")) for k, e in f.keyed_mappings("a")], [("n", "x")]),
        ("a: {n: x}", lambda f: [e.text("b") for _, e in f.keyed_mappings("a", short="b")], ["x"]),
        ("a: x", lambda f: f.is_text("a"), True),
        ("a: [x]", lambda f: (f.is_text("a"), f.texts("a"))[0], False),
        ("b: 1\na: 2", lambda f: f.keys(), ("b", "a")),
    ],
)  # fmt: skip
def test_a_right_field_is_read(
    read: Callable[[str, Read], object], text: str, how: Read, value: object
) -> None:
    assert read(text, how) == value


@pytest.mark.parametrize(
    ("text", "how", "mistake"),
    [
        ("b: 1", lambda f: (f.text("a"), f.text("b")), "line 1, a: is missing"),
        ("a: ''", lambda f: f.text("a"), "line 1, a: is empty"),
        ("a: [x]", lambda f: f.text("a"), "line 1, a: must be a text, not a list"),
        ("a: {b: x}", lambda f: f.text("a"), "line 1, a: must be a text, not fields"),
        ("a: abcd", lambda f: f.text("a", longest=3), "line 1, a: has 4 characters; at most 3 fit"),
        ("a: ../x", lambda f: f.identifier("a"), 'line 1, a: "../x" may hold letters, digits'),
        ("a: five", lambda f: f.integer("a", 5), 'line 1, a: must be a whole number, not "five"'),
        ("a: 2.5", lambda f: f.integer("a", 5), 'must be a whole number, not "2.5"'),
        ("a: [1]", lambda f: f.integer("a", 5), "must be a whole number, not a list"),
        ("a: 2", lambda f: f.integer("a", 5, low=3), "line 1, a: must be at least 3, not 2"),
        ("a: 9", lambda f: f.integer("a", 5, high=3), "must be at most 3, not 9"),
        ("a: 9", lambda f: f.integer("a", 5, low=1, high=3), "must be from 1 to 3, not 9"),
        ("a: .nan", lambda f: f.number("a", 5), 'must be a number, not ".nan"'),
        ("{}", lambda f: f.integer("a", low=2), "line 1, a: is missing"),
        ("a: maybe", lambda f: f.flag("a"), 'must be true or false, not "maybe"'),
        ("a: eng", lambda f: f.choice("a", ["fr", "en"]), '"eng" is not known; did you mean "en"?'),
        ("a: zz", lambda f: f.choice("a", ["fr", "en"]), '"zz" is not known; known here: fr, en'),
        ("a: zz", lambda f: f.choice("a", []), 'line 1, a: "zz" is not known'),
        ("{}", lambda f: f.choice("a", ["fr"]), "line 1, a: is missing"),
        ("a: [x,\n z]", lambda f: f.texts("a", ["x"]), 'line 2, a[1]: "z" is not known'),
        ("a: z", lambda f: f.texts("a", ["x"]), 'line 1, a: "z" is not known'),
        ("a: {en: x}", lambda f: f.translations("a", ["en", "fr"]), "line 1, a.fr: is missing"),
        ("a: {en: x, it: y}", lambda f: f.translations("a", ["en"]), "a.it: is not a field here"),
        ("a: x", lambda f: f.translations("a", ["en", "fr"]), "a text per language is needed (en, fr)"),
        ("a: {en: xyz}", lambda f: f.translations("a", ["en"], None, 2), "a.en: has 3 characters"),
        ("{}", lambda f: f.translations("a", ["en"]), "line 1, a: is missing"),
        ("{}", lambda f: f.mapping("a", required=True), "line 1, a: is missing"),
        ("a: x", lambda f: f.mapping("a"), 'must hold fields (`name: value`), not "x"'),
        ("{}", lambda f: f.mappings("a", required=True), "line 1, a: is missing"),
        ("a: []", lambda f: f.mappings("a", required=True), "line 1, a: is missing"),
        ("a: x", lambda f: f.mappings("a"), "must be a list (each entry begins with `- `)"),
        ("a:\n  - b: 1\n  - x", lambda f: [e.text("b") for e in f.mappings("a")], "line 3, a[1]: must hold fields"),
        ("a:\n  - b: 1\n  - c: 1", lambda f: [e.text("b", "") for e in f.mappings("a")], "line 3, a[1].c: is not a field here; known here: b"),
        ("minimun: 5", lambda f: f.integer("minimum", 5), 'line 1, minimun: is not a field here; did you mean "minimum"?'),
        ("a: 1", lambda f: f.mistake("a", "is odd"), "line 1, a: is odd"),
        ("a: 1", lambda f: (f.text("a"), f.mistake("", "is odd")), "line 1: is odd"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told(
    mistakes: Callable[[str, Read], list[str]], text: str, how: Read, mistake: str
) -> None:
    assert mistake in mistakes(text, how)[0]


def test_all_mistakes_come_at_once_by_line(
    mistakes: Callable[[str, Read], list[str]],
) -> None:
    def how(fields: Fields) -> object:
        fields.mapping("deep").integer("k", 5)
        return fields.text("title"), fields.flag("on")

    told = mistakes("titel: x\non: perhaps\ndeep:\n  k: five\n  other: 1\n", how)
    assert [line.split(":")[0] for line in told] == [
        "line 1, titel",
        "line 1, title",
        "line 2, on",
        "line 4, deep.k",
        "line 5, deep.other",
    ]


def test_a_long_list_of_mistakes_is_cut(mistakes: Callable[[str, Read], list[str]]) -> None:
    text = "\n".join(f"key{number}: 1" for number in range(150))
    told = mistakes(text, lambda fields: fields.text("a", ""))
    assert len(told) == 101
    assert told[-1] == "and 50 more"


def test_allowed_keys_are_no_mistake(read: Callable[[str, Read], object]) -> None:
    assert read("a: 1", lambda fields: fields.allow("a")) is None


@pytest.mark.parametrize(
    ("text", "local"),
    [("", {}), ("a: x", {"": "x"}), ("a: {en: x, fr: y}", {"en": "x", "fr": "y"})],
)
def test_a_local_text_is_for_every_language_or_by_language(
    read: Callable[[str, Read], object], text: str, local: dict[str, str]
) -> None:
    assert read(text, lambda fields: fields.local_text("a")) == local


def test_repeated_texts_are_told_whatever_their_case(
    mistakes: Callable[[str, Read], list[str]],
) -> None:
    def how(fields: Fields) -> None:
        entries = fields.mappings("a", short="id")
        tell_repeated(((entry, "id", entry.text("id")) for entry in entries), ["Z"])

    assert mistakes("a:\n- x\n- X\n- z\n", how) == [
        'line 3, a[1].id: duplicate: "X" is used on line 2 already',
        'line 4, a[2].id: duplicate: "z" is used elsewhere already',
    ]


def test_an_empty_text_is_no_repetition(mistakes: Callable[[str, Read], list[str]]) -> None:
    def how(fields: Fields) -> None:
        tell_repeated((entry, "id", entry.text("id")) for entry in fields.mappings("a"))

    assert mistakes("a:\n- {id: ''}\n- {id: ''}\n", how) == [
        "line 2, a[0].id: is empty",
        "line 3, a[1].id: is empty",
    ]
