"""The columns of an export by what a person may call them, and who has taken which."""

from __future__ import annotations

from difflib import get_close_matches

from survey.export import Column, Export
from survey.fields import Fields
from survey.headers import column_name, header_digest
from survey.wording import normalised, quoted, some


class NamedColumns:
    """Finds columns by header, code or letter, and notes the mistakes of those who name them."""

    def __init__(self, export: Export) -> None:
        self.lost = False
        self._file = export.path.name
        self._digest = header_digest(export.columns)
        self._by_name: dict[str, list[Column]] = {}
        self._by_letter = {column.letter: column for column in export.columns}
        nameless = [column.letter for column in export.columns if not column.text]
        self._nameless = f"; without a header is column {some(nameless)}" if nameless else ""
        self._lettered: list[str] = []
        self._taken: dict[int, str] = {}
        for column in export.columns:
            for name in {normalised(text) for text in (column.code, column.text, column.row_text)}:
                self._by_name.setdefault(name, []).append(column)

    def named(self, name: str) -> list[Column]:
        """The columns of that header or code."""
        return self._by_name.get(normalised(name), [])

    def only(self, name: str, *, letters: bool) -> Column | None:
        """The one column of that header or code, or of that letter where letters count."""
        found = self.named(name)
        if not found and letters:
            return self._by_letter.get(name.upper())
        return found[0] if len(found) == 1 else None

    def find(self, fields: Fields, key: str, name: str) -> Column | None:
        """The column a field names; a mistake is noted when there is none, or not one."""
        found = self.named(name)
        if not found and name.upper() in self._by_letter:
            self._lettered.append(name.upper())
            found = [self._by_letter[name.upper()]]
        if len(found) == 1:
            return self._take(fields, key, found[0])
        if found:
            names = ", ".join(column.letter for column in found)
            fields.mistake(
                key,
                f"{quoted(name)} names {len(found)} columns ({names}), a duplicate header; give a "
                "letter",
            )
        elif name:
            self.lost = True
            near = self._near(name) or self._nameless
            fields.mistake(key, f"the export has no column {quoted(name)}{near}")
        return None

    def other_header(self, digest: str) -> tuple[str, ...]:
        """A warning where letters were given for another header than this export's."""
        if not self.is_other(digest) or not self._lettered:
            return ()
        letters = ", ".join(dict.fromkeys(self._lettered))
        warning = (
            f"{self._file}: the mapping was written for another header, and names columns by their "
            f"letter ({letters}): check that they are still the same questions."
        )
        return (warning,)

    def is_other(self, digest: str) -> bool:
        """Whether a mapping was written for another header than this export's."""
        return bool(digest) and digest != self._digest

    def _near(self, name: str) -> str:
        close = get_close_matches(normalised(name), self._by_name, 1)
        return f"; is it column {column_name(self._by_name[close[0]][0])}?" if close else ""

    def _take(self, fields: Fields, key: str, column: Column) -> Column | None:
        other = self._taken.setdefault(column.position, key)
        if other != key:
            fields.mistake(key, f'column {column_name(column)} is already that of "{other}"')
        return column
