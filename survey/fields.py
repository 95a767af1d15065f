"""Reads the fields of a YAML file that a person wrote, and tells all its mistakes at once.

Every file that people write (questionnaire, mapping, settings, levers) is read like this:

    with reading(path, SettingsError) as settings:
        title = settings.text("title", default="Our report")
        minimum = settings.integer("minimum_group", default=5, low=3)
        languages = settings.texts("languages", allowed=("en", "fr"))
        for column in settings.mappings("columns"):               # a list of mappings
            header = column.text("header")                        # no default: required
            role = column.choice("role", ("item", "team"), default="item")
            if header not in headers:
                column.mistake("header", f'no column "{header}" in the export')
    return Settings(title=title, ...)

Leaving the `with` block raises one `SettingsError` that names file, line and field of every
mistake: missing fields, wrong kinds, values off the list, what `mistake` was told, and every key
nobody asked for, with the nearest one that was ("did you mean"). Until then each call returns
something of its type, so that reading can go on. Code that needs what was read to be right calls
`finish()` when every field has been asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from survey.errors import SurveyError
from survey.mistakes import Mistakes, nearest
from survey.wording import normalised, quoted
from survey.yaml_file import ListNode, MappingNode, Node, Scalar, read_yaml

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]{1,18})?")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_FIX = "correct the lines named, then run the command again."


@contextmanager
def reading(path: Path, error: type[SurveyError], fix: str = _FIX) -> Iterator[Fields]:
    """The fields of a YAML file; all mistakes are raised as one `error` at the end.

    Raises:
        FileMissingError: the file is not there or cannot be opened.
        YamlError: it is not plain YAML.
    """
    fields = Fields(read_yaml(path), "", Mistakes(str(path), error, fix), [])
    yield fields
    fields.finish()


def tell_repeated(uses: Iterable[tuple[Fields, str, str]], taken: Iterable[str] = ()) -> None:
    """Notes a mistake at each text used before; case and blanks do not tell two texts apart.

    Args:
        uses: the mapping, the field and its text, in file order.
        taken: texts used elsewhere in the file.
    """
    places = {normalised(text): "elsewhere" for text in taken}
    for fields, key, text in uses:
        if text and normalised(text) in places:
            place = places[normalised(text)]
            fields.mistake(key, f"duplicate: {quoted(text)} is used {place} already")
        places.setdefault(normalised(text), f"on line {fields.line(key)}")


def spellings(*texts: str) -> tuple[str, ...]:
    """The texts without those that differ in case and blanks only.

    >>> spellings("Site", "site", "Standort")
    ('Site', 'Standort')
    """
    return tuple({normalised(text): text for text in reversed(texts)}.values())[::-1]


class Fields:
    """One mapping of the file, read field by field; remembers which keys were asked for."""

    def __init__(
        self, node: MappingNode, where: str, mistakes: Mistakes, opened: list[Fields]
    ) -> None:
        self._node = node
        self._where = where
        self._mistakes = mistakes
        self._opened = opened
        self._known: dict[str, None] = {}
        opened.append(self)

    def finish(self) -> None:
        """Raises every mistake of the file, keys that nobody asked for included."""
        for fields in self._opened:
            fields._tell_unknown_keys()  # noqa: SLF001 - the mappings of one file are one reader
        self._mistakes.raise_all()

    def mistake(self, key: str, problem: str) -> None:
        """Notes a mistake at a field, to be raised with the others; "" is the mapping itself."""
        self.allow(key)
        self._note(self.line(key), self._path(key), problem)

    def line(self, key: str) -> int:
        """The line of a field, or of the mapping when the field is not there."""
        return self._node.lines.get(key, self._node.line)

    def allow(self, *keys: str) -> None:
        """Makes keys known that are read under other conditions only."""
        self._known.update(dict.fromkeys(keys))

    def has(self, key: str) -> bool:
        """Whether the field is there and not empty."""
        return self._value(key) is not None

    def is_text(self, key: str) -> bool:
        """Whether the field is there as a single text, where more than one form is allowed."""
        return isinstance(self._value(key), Scalar)

    def keys(self) -> tuple[str, ...]:
        """All keys of this mapping in file order, for mappings whose keys are free."""
        self.allow(*self._node.entries)
        return tuple(self._node.entries)

    def text(self, key: str, default: str | None = None, longest: int | None = None) -> str:
        """A text of at most `longest` characters; required when there is no default."""
        value = self._value(key)
        if value is None:
            return self._absent(key, "") if default is None else default
        return self._text_of(value, self._path(key), longest)

    def identifier(self, key: str, default: str | None = None) -> str:
        """A short name of letters, digits, `-` and `_`, at most 40; it may name a file."""
        text = self.text(key, default)
        if self.has(key) and text and not _IDENTIFIER.fullmatch(text):
            self.mistake(key, f"{quoted(text)} may hold letters, digits, - and _ only, at most 40")
        return text

    def optional_text(self, key: str) -> str | None:
        """A text, or None when the field is not there."""
        return self.text(key) if self.has(key) else None

    def integer(
        self,
        key: str,
        default: int | None = None,
        *,
        low: int | None = None,
        high: int | None = None,
    ) -> int:
        """A whole number from `low` to `high`; required when there is no default."""
        return int(self._numeric(key, default, (_WHOLE, "a whole number"), (low, high)))

    def number(
        self,
        key: str,
        default: float | None = None,
        *,
        low: float | None = None,
        high: float | None = None,
    ) -> float:
        """A number from `low` to `high`; required when there is no default."""
        return float(self._numeric(key, default, (_NUMBER, "a number"), (low, high)))

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false (`true`, `yes`, `false`, `no`)."""
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.text.lower() in _FLAGS:
            return _FLAGS[value.text.lower()]
        self.mistake(key, f"must be true or false, not {_shown(value)}")
        return default

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the allowed texts; required when there is no default."""
        fallback = default if default is not None else (allowed[0] if allowed else "")
        text = self.text(key, default)
        if not self.has(key) or text in allowed:
            return text if self.has(key) else fallback
        self.mistake(key, f'"{text}" is not known{nearest(text, allowed)}')
        return fallback

    def texts(self, key: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts (a single text is a list of one); empty when not there."""
        value = self._value(key)
        if value is None:
            return ()
        nodes = value.entries if isinstance(value, ListNode) else (value,)
        many = isinstance(value, ListNode)
        found = []
        for position, node in enumerate(nodes):
            where = f"{self._path(key)}[{position}]" if many else self._path(key)
            text = self._text_of(node, where, None)
            if allowed is not None and text not in allowed:
                self._note(node.line, where, f'"{text}" is not known{nearest(text, allowed)}')
            found.append(text)
        return tuple(found)

    def translations(
        self,
        key: str,
        languages: Sequence[str],
        default: Mapping[str, str] | None = None,
        longest: int | None = None,
        more: Sequence[str] = (),
    ) -> dict[str, str]:
        """A text in each language; a single text will do where there is one language.

        A language that is missing is a mistake, and one that is neither among `languages` nor
        among `more`. Required when there is no default.
        """
        value = self._value(key)
        if value is None:
            if default is None:
                return dict.fromkeys(languages, self._absent(key, ""))
            return {language: default[language] for language in languages}
        if isinstance(value, MappingNode):
            by_language = self._inner(value, self._path(key))
            by_language.allow(*more)
            return {code: by_language.text(code, longest=longest) for code in languages}
        if len(languages) > 1:
            self.mistake(key, f"a text per language is needed ({', '.join(languages)})")
            return dict.fromkeys(languages, "")
        text = self._text_of(value, self._path(key), longest)
        return dict.fromkeys(languages, text)

    def local_text(self, key: str, longest: int | None = None) -> dict[str, str]:
        """A text by language; a single text, meant for every language, stands under "".

        Empty when the field is not there.
        """
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, MappingNode):
            return {"": self._text_of(value, self._path(key), longest)}
        by_language = self._inner(value, self._path(key))
        return {code: by_language.text(code, longest=longest) for code in by_language.keys()}  # noqa: SIM118

    def mapping(self, key: str, *, required: bool = False, short: str | None = None) -> Fields:
        """A mapping within this one; one without keys when it is not there.

        A text in its place stands for its field `short`.
        """
        value = self._value(key)
        if value is None:
            if required:
                self._absent(key, "")
            return self._fields(None, self._path(key), self._node.line)
        return self._fields(_lengthened(value, short), self._path(key), self._node.line)

    def mappings(
        self, key: str, *, required: bool = False, short: str | None = None
    ) -> tuple[Fields, ...]:
        """A list of mappings; an entry that is a text alone stands for its field `short`."""
        value = self._value(key)
        if value is None or (isinstance(value, ListNode) and not value.entries):
            if required:
                self._absent(key, "")
            return ()
        if not isinstance(value, ListNode):
            self.mistake(key, f"must be a list (each entry begins with `- `), not {_shown(value)}")
            return ()
        return tuple(
            self._fields(_lengthened(node, short), f"{self._path(key)}[{position}]", node.line)
            for position, node in enumerate(value.entries)
        )

    def keyed_mappings(
        self, key: str, *, short: str | None = None
    ) -> tuple[tuple[str, Fields], ...]:
        """A mapping of free names to mappings, in file order; empty when not there.

        A text in the place of one stands for its field `short`.
        """
        names = self.mapping(key)
        return tuple((name, names.mapping(name, short=short)) for name in names.keys())  # noqa: SIM118

    def _value(self, key: str) -> Node | None:
        self._known[key] = None
        value = self._node.entries.get(key)
        return None if isinstance(value, Scalar) and value.empty else value

    def _path(self, key: str) -> str:
        return ".".join(part for part in (self._where, key) if part)

    def _note(self, line: int, where: str, problem: str) -> None:
        self._mistakes.note(line, where, problem)

    def _absent(self, key: str, placeholder: str) -> str:
        self.mistake(key, "is missing")
        return placeholder

    def _text_of(self, node: Node, where: str, longest: int | None) -> str:
        if not isinstance(node, Scalar):
            self._note(node.line, where, f"must be a text, not {_shown(node)}")
            return ""
        text = node.text.strip()
        if not text:
            self._note(node.line, where, "is empty")
        if longest is not None and len(text) > longest:
            self._note(node.line, where, f"has {len(text)} characters; at most {longest} fit")
        return text

    def _numeric(
        self,
        key: str,
        default: float | None,
        kind: tuple[re.Pattern[str], str],
        bounds: tuple[float | None, float | None],
    ) -> float:
        value = self._value(key)
        pattern, name = kind
        low = -math.inf if bounds[0] is None else bounds[0]
        high = math.inf if bounds[1] is None else bounds[1]
        fallback = default if default is not None else bounds[0] or 0
        if value is None:
            if default is None:
                self._absent(key, "")
            return fallback
        if not isinstance(value, Scalar) or not pattern.fullmatch(value.text):
            self.mistake(key, f"must be {name}, not {_shown(value)}")
            return fallback
        number = float(value.text) if "." in value.text else int(value.text)
        if low <= number <= high:
            return number
        self.mistake(key, f"must be {_span(bounds)}, not {value.text}")
        return fallback

    def _fields(self, value: Node | None, where: str, line: int) -> Fields:
        if value is not None and not isinstance(value, MappingNode):
            self._note(value.line, where, f"must hold fields (`name: value`), not {_shown(value)}")
        node = value if isinstance(value, MappingNode) else MappingNode(line, {}, {})
        return self._inner(node, where)

    def _inner(self, node: MappingNode, where: str) -> Fields:
        return Fields(node, where, self._mistakes, self._opened)

    def _tell_unknown_keys(self) -> None:
        for key in self._node.entries:
            if key not in self._known:
                problem = f"is not a field here{nearest(key, tuple(self._known))}"
                self._note(self.line(key), self._path(key), problem)


def _lengthened(node: Node, short: str | None) -> Node:
    """A mapping of one field in place of a text alone, where that is allowed."""
    if short is None or not isinstance(node, Scalar):
        return node
    return MappingNode(node.line, {short: node}, {short: node.line})


def _span(bounds: tuple[float | None, float | None]) -> str:
    low, high = bounds
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"from {low} to {high}"


def _shown(node: Node) -> str:
    if isinstance(node, ListNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "fields"
    return quoted(node.text)
