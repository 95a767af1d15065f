"""The only YAML loader: what it reads is plain, bounded, and knows its lines.

Of YAML this takes mappings, lists and scalars. Tags, aliases, several documents in one file and
duplicate keys are refused: each is a way to say something else than what the reader of the file
sees. An empty file is an empty mapping. Scalars stay text until a field asks for a number or a
flag, so `no`, `2026-10-02` and `007` mean what they look like.

Files that people write are read with `survey.fields`, which stands on this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml

from survey.errors import FileMissingError, YamlError

LARGEST_FILE = 1_000_000
"""Bytes. A questionnaire of 36 items in two languages takes about 30,000."""

DEEPEST_NESTING = 50

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_FIX_SYNTAX = "correct that line; texts that hold `:`, `#` or quotes go between double quotes."


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it stands in the file; `plain` when it is not between quotes."""

    line: int
    text: str
    plain: bool

    @property
    def empty(self) -> bool:
        """Whether nothing is given: no text, `~` or `null`, not between quotes."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list, in file order."""

    line: int
    entries: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and their values, in file order; `lines` tells where each key stands."""

    line: int
    entries: Mapping[str, Node]
    lines: Mapping[str, int]


Node = Scalar | ListNode | MappingNode


def read_yaml(path: Path) -> MappingNode:
    """The fields of a YAML file.

    Raises:
        FileMissingError: the file is not there or cannot be opened.
        YamlError: it is not safe, plain YAML; the message names the line.
    """
    return parse_yaml(_decoded(_read_bytes(path), str(path)), str(path))


def parse_yaml(text: str, name: str) -> MappingNode:
    """The fields of a YAML text; `name` is what messages call it.

    Raises:
        YamlError: it is not safe, plain YAML; the message names the line.

    >>> parse_yaml("title: Two teams", "settings.yml").entries["title"]
    Scalar(line=1, text='Two teams', plain=True)
    """
    root = _Builder(name).build(text)
    if root is None or (isinstance(root, Scalar) and root.empty):
        return MappingNode(1, {}, {})
    if isinstance(root, MappingNode):
        return root
    found = "a list" if isinstance(root, ListNode) else f'the text "{root.text[:40]}"'
    raise _refusal(name, root.line, f"fields (`name: value`) are expected, not {found}")


def bytes_up_to(path: Path, largest: int) -> bytes | None:
    """The bytes of a file; None where there are more than the largest one may have.

    Raises:
        FileMissingError: the file is not there or cannot be opened.
    """
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise FileMissingError(
            f"{path}: the file cannot be opened ({(error.strerror or 'unreadable').lower()}).",
            "check the name, and that the file may be read.",
        ) from error
    return content if len(content) <= largest else None


def _read_bytes(path: Path) -> bytes:
    content = bytes_up_to(path, LARGEST_FILE)
    if content is None:
        raise YamlError(
            f"{path}: the file is larger than {LARGEST_FILE:,} bytes.",
            "give the YAML file meant here; answers of respondents do not belong in it.",
        )
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError(
            f"{name}, line {line}: the text is not UTF-8.",
            "save the file with the encoding UTF-8.",
        ) from error


class _Mark(Protocol):
    """A place in the text, as either parser of PyYAML tells it; lines count from 0."""

    @property
    def line(self) -> int: ...


def _line_of(mark: _Mark | None) -> int:
    return mark.line + 1 if mark else 1


def _refusal(name: str, line: int, problem: str, fix: str = _FIX_SYNTAX) -> YamlError:
    return YamlError(f"{name}, line {line}: {problem}.", fix)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    line: int
    mapping: bool
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds nodes from parse events, without recursion, so that depth cannot exhaust us."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[_Open] = [_Open(1, mapping=False)]
        self._documents = 0
        self._duplicates: list[str] = []

    def build(self, text: str) -> Node | None:
        """The root node; None when the text holds nothing but comments."""
        self._check_printable(text)
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        try:
            for event in yaml.parse(text, Loader=loader):
                self._take(event, _line_of(event.start_mark))
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error, text) from error
        if self._duplicates:
            raise YamlError(
                f"{self._name}, " + "; ".join(self._duplicates) + ".",
                "keep one of the two; a list of several begins each entry with `- `.",
            )
        return self._open[0].children[0] if self._open[0].children else None

    def _check_printable(self, text: str, first_line: int = 1) -> None:
        found = _UNPRINTABLE.search(text)
        if found:
            line = first_line + text.count("\n", 0, found.start())
            problem = f"an unprintable character (U+{ord(found.group()):04X}) stands there"
            raise _refusal(self._name, line, problem, "delete it, or save the file as plain text.")

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            problem = f"the alias *{event.anchor} is not allowed here"
            raise _refusal(self._name, line, problem, "write the value out in full.")
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                fix = "keep one document and delete the line `---`."
                raise _refusal(self._name, line, "a second document begins", fix)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event.tag, line)
            self._check_printable(event.value, line)
            self._add(Scalar(line, event.value, plain=not event.style))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_tag(event.tag, line)
            self._begin(_Open(line, mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")[:80]
            problem = f"the tag {shown} is not allowed: this file may hold texts and numbers only"
            raise _refusal(self._name, line, problem, "delete the tag.")

    def _begin(self, opened: _Open) -> None:
        if len(self._open) > DEEPEST_NESTING:
            problem = f"fields are nested deeper than {DEEPEST_NESTING} levels"
            raise _refusal(self._name, opened.line, problem, "check the brackets and the indents.")
        self._open.append(opened)

    def _end(self) -> None:
        closed = self._open.pop()
        if closed.mapping:
            self._add(self._mapping(closed))
        else:
            self._add(ListNode(closed.line, tuple(closed.children)))

    def _add(self, node: Node) -> None:
        self._open[-1].children.append(node)

    def _mapping(self, closed: _Open) -> MappingNode:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        keys, values = closed.children[::2], closed.children[1::2]
        for key, value in zip(keys, values, strict=True):
            if not isinstance(key, Scalar):
                raise _refusal(self._name, key.line, "a field's name must be a plain text")
            if key.text in entries:
                first = lines[key.text]
                self._duplicates.append(
                    f'line {key.line}: duplicate key "{key.text}" (first on line {first})'
                )
                continue
            entries[key.text] = value
            lines[key.text] = key.line
        return MappingNode(closed.line, entries, lines)

    def _syntax_error(self, error: yaml.MarkedYAMLError, text: str) -> YamlError:
        line = _line_of(error.problem_mark)
        lines = text.splitlines()
        indent = lines[line - 1] if line <= len(lines) else ""
        if indent.lstrip(" ").startswith("\t"):
            fix = "replace the tab at the start of that line by spaces."
            return _refusal(self._name, line, "a tab indents the line; YAML wants spaces", fix)
        return _refusal(self._name, line, f"this is not YAML ({error.problem})")
