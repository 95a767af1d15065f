"""A part of a JSON file from outside: hands out what is there in the kind asked for, or refuses."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from survey.errors import PreviousReportError
from survey.mistakes import nearest

LONGEST_TEXT = 2_000
MOST_ENTRIES = 10_000

FIX = "give the file data/report.json of the earlier report, as build-report wrote it."

# What a page cannot hold: control characters, halves of a pair, what Unicode keeps for no one.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class JsonPart:
    """An object of the file: hands out what is there, or says where it is not what it must be."""

    value: object
    name: str
    where: str

    def wrong(self, key: str, problem: str) -> PreviousReportError:
        """The refusal of what stands under a key."""
        place = ".".join(part for part in (self.where, key) if part) or "the file"
        return PreviousReportError(f"{self.name}: {place} {problem}.", FIX)

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        return self._optional(key) is not None

    def part(self, key: str) -> JsonPart:
        """The object under a key."""
        return JsonPart(self._given(key), self.name, self._path(key))

    def parts(self, key: str) -> tuple[JsonPart, ...]:
        """The objects of a list."""
        found = self._list(key)
        return tuple(
            JsonPart(each, self.name, f"{self._path(key)}[{at}]") for at, each in enumerate(found)
        )

    def text(self, key: str) -> str:
        """A text that a page can hold."""
        value = self._given(key)
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or _UNPRINTABLE.search(value):
            raise self.wrong(key, f"must be a plain text of at most {LONGEST_TEXT:,} characters")
        return value

    def optional_text(self, key: str) -> str:
        """A text, or "" where there is none."""
        return self.text(key) if self.has(key) else ""

    def texts(self, key: str) -> dict[str, str]:
        """A text by language, one at least."""
        inner = self.part(key)
        found = {code: inner.text(code) for code in inner.fields()}
        if not found:
            raise self.wrong(key, "is empty")
        return found

    def listed(self, key: str) -> tuple[str, ...]:
        """A list as texts."""
        return tuple(map(str, self._list(key)))

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the texts allowed."""
        text = self.text(key)
        if text not in allowed:
            raise self.wrong(key, f'"{text[:40]}" is not known{nearest(text[:40], allowed)}')
        return text

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._given(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def number(self, key: str) -> float:
        """A finite number."""
        return self._finite(self._given(key), key)

    def whole(self, key: str) -> int:
        """A whole number, 0 or more."""
        return self._whole(self._given(key), key)

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, one at least."""
        found = tuple(self._whole(each, key) for each in self._list(key))
        if not found:
            raise self.wrong(key, "is empty")
        return found

    def flags(self, key: str) -> tuple[bool, ...]:
        """A list of true or false; none where it is not given."""
        found = self._list(key) if self.has(key) else ()
        if not all(isinstance(each, bool) for each in found):
            raise self.wrong(key, "is not true or false")
        return tuple(map(bool, found))

    def subject(self) -> str:
        """The item or dimension that a row is about."""
        return self.text("item" if self.has("item") else "dimension")

    def named(self, known: Mapping[str, JsonPart], key: str) -> JsonPart:
        """The part of that name."""
        return known[self.choice(key, tuple(known))]

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def fields(self) -> Mapping[str, object]:
        """Every field by name."""
        if not isinstance(self.value, dict):
            raise self.wrong("", "must hold fields")
        return self.value

    def _optional(self, key: str) -> object:
        return self.fields().get(key)

    def _given(self, key: str) -> object:
        value = self._optional(key)
        if value is None:
            raise self.wrong(key, "is missing")
        return value

    def _list(self, key: str) -> list[object]:
        value = self._given(key)
        if not isinstance(value, list) or len(value) > MOST_ENTRIES:
            raise self.wrong(key, f"must be a list of at most {MOST_ENTRIES:,} entries")
        return value

    def _finite(self, value: object, key: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, "must be a number")
        # An integer of any size is JSON; what does not fit a float is no figure of ours.
        number = float(value) if abs(value) < 1e9 else math.inf  # noqa: PLR2004
        if not math.isfinite(number):
            raise self.wrong(key, "must be a number")
        return number

    def _whole(self, value: object, key: str) -> int:
        number = self._finite(value, key)
        if number != int(number) or number < 0:
            raise self.wrong(key, "must be a whole number")
        return int(number)
