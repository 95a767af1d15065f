"""A language of the report: how its numbers, dates and lists are written, and its messages.

The messages stand in `report_builder/messages/<code>/*.yml`: an id and its text, `{name}` for an
argument, or one text for each plural form, chosen by a count:

    gaps.signs:
      by: count
      one: "One statement shows signs of a gap"
      other: "{count} statements show signs of a gap"

Write ordinary spaces and apostrophes there: `Language.typeset` puts the ones the language wants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from report_builder.readable import isolated
from survey.errors import SettingsError
from survey.unanimity import Bound
from survey.yaml_file import MappingNode, Node, Scalar, parse_yaml

LANGUAGES = ("en", "fr")
"""The languages a report can be written in."""

Number = int | float | Decimal
Said = int | Decimal | str
"""What a message takes: a number as many decimals long as it is shown, or a text as it is."""

Conjunction = Literal["and", "or"]
Piece = tuple[str, str | None]
"""Text as it stands, and the name of the argument that follows it, or None."""

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
MOST_DECIMALS = 2
"""A bound takes no more of them, even where it is then shown as the 0 that it is not."""

_UNSEEN = 0.001
"""What no number with so many decimals shows."""

_LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr", "FR")}
_PERCENT_SIGN = {"en": "%", "fr": f"{NARROW_NO_BREAK}%"}
_QUOTED = {"en": "“{text}”", "fr": "« {text} »"}
_INTERVAL = {"en": "{low} to {high}", "fr": "de {low} à {high}"}
_CONJUNCTIONS = {"en": {"and": "and", "or": "or"}, "fr": {"and": "et", "or": "ou"}}
_PLURAL_FORMS = frozenset({"one", "other"})
_BOUND = (re.compile(r"(?<=[≥≤]) "), NO_BREAK)
"""A sign and its number stay in one line."""
_FRENCH_SPACES = (
    (re.compile(r" (?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(r" (?=%)"), NARROW_NO_BREAK),
    (re.compile(r" (?=[:»€])"), NO_BREAK),
    (re.compile(r"(?<=«) "), NO_BREAK),
)
# The mark that closes a quotation is the apostrophe; what stands before a word opens one.
_QUOTES = (
    (re.compile(r"(?<=\w)'"), "\N{RIGHT SINGLE QUOTATION MARK}"),
    (re.compile(r"'(?=\w)"), "\N{LEFT SINGLE QUOTATION MARK}"),
)


class MessageError(LookupError):
    """A message that is not in the catalogue, or not with these arguments: our own mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text with the places of its arguments, once for each plural form it has.

    Attributes:
        by: the argument whose number chooses the form, or None when there is but one.
        forms: pieces of text by plural form; only "other" when there is but one.
    """

    by: str | None
    forms: Mapping[str, tuple[Piece, ...]]

    @property
    def arguments(self) -> frozenset[str]:
        """The names of all arguments, the one that only chooses the form included."""
        named = {name for pieces in self.forms.values() for _, name in pieces if name}
        return frozenset(named | ({self.by} if self.by else set()))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language: its code, how it writes, and its messages by id."""

    code: str
    locale: Locale
    messages: Mapping[str, Message]

    def text(self, message_id: str, /, **arguments: Said) -> str:
        """The message with its arguments in their places.

        Whole numbers and decimals are written as the language writes them; a text goes in as
        it is, isolated if it is written from right to left. Exactly the arguments the message
        names must be given.

        Raises:
            MessageError: no such message, or not these arguments.
        """
        if message_id not in self.messages:
            raise MessageError(f"{message_id}: no such message in {self.code}")
        message = self.messages[message_id]
        if message.arguments != arguments.keys():
            wanted, given = sorted(message.arguments), sorted(arguments)
            raise MessageError(f"{message_id}: arguments are {wanted}, not {given}")
        pieces = message.forms[self._form(message_id, message, arguments)]
        return "".join(
            text + self._said(arguments[name]) if name else text for text, name in pieces
        )

    def number(self, value: Number, decimals: int = 0) -> str:
        """A number with that many decimals: "1,204", "1 204"; halves are rounded away from 0."""
        shown = rounded(value, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(shown, format=pattern, locale=self.locale).replace("-", MINUS)

    def money(self, amount: float, currency: str) -> str:
        """An amount without cents: "€1,200,000", "1 200 000 €"."""
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(
            rounded(amount, 0), currency, pattern, locale=self.locale, currency_digits=False
        )

    def points(self, value: Number, decimals: int = 1) -> str:
        """A gap in points of the scale, with its sign: "+1.3", "−0.4", "0.0"."""
        sign = "+" if rounded(value, decimals) > 0 else ""
        return sign + self.number(value, decimals)

    def points_interval(self, low: float, high: float) -> str:
        """From bound to bound: "1.0 to 1.6"; with signs when one is below 0: "−0.2 to +0.9".

        A bound that two decimals would make 0 keeps its sign: "−0.23 to +0.00".
        """
        decimals = decimals_that_show((low, high), 1, never=(0,))
        signed = low < 0 or any(_misleads(bound, decimals, (0,)) for bound in (low, high))
        write = self._signed if signed else self.number
        if low == high:
            return write(low, decimals)
        return self._interval(write(low, decimals), write(high, decimals))

    def just_beside_zero(self, side: int) -> str:
        """How a limit that is not 0, and looks like it, is written: "−0.00", or "+0.00" for 1."""
        return self._signed(side * _UNSEEN, MOST_DECIMALS)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """From bound to bound of any other number: "0.25 to 0.51", "de 0,25 à 0,51"."""
        return self._interval(self.number(low, decimals), self.number(high, decimals))

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share of 0 to 1 in per cent: "70%"; a share that is not 0 is not shown as 0%."""
        return self._per_hundred((share,), decimals)[0] + _PERCENT_SIGN[self.code]

    def share(self, value: float, bound: Bound = Bound.NONE, *, in_words: bool = False) -> str:
        """A share as it may be told: "70%", or "≥ 90%", "at least 90%" where it is a bound."""
        said = self.percent(value)
        message = f"share.{bound.name.lower()}{'.words' if in_words else ''}"
        return said if bound is Bound.NONE else self.text(message, share=said)

    def percent_interval(self, low: float, high: float) -> str:
        """From bound to bound of a share: "7 to 16%", "de 7 à 16 %"; "0.4 to 5.1%" near 0."""
        if low == high:
            return self.percent(low)
        return self._interval(*self._per_hundred((low, high), 0)) + _PERCENT_SIGN[self.code]

    def date(self, day: date) -> str:
        """A date in full: "2 October 2026", "1er octobre 2026"."""
        written = format_date(day, format="long", locale=self.locale)
        return re.sub(r"^1 ", "1er ", written) if self.code == "fr" else written

    def base(self, answers: int, *, at_least: bool) -> str:
        """A number of answers, or one that they reach."""
        return self.text("base.at-least", count=answers) if at_least else self.number(answers)

    def listing(self, texts: Iterable[str], conjunction: Conjunction = "and") -> str:
        """Several texts in one line: "North, South and West"."""
        *before, last = map(isolated, texts)
        word = _CONJUNCTIONS[self.code][conjunction]
        return f"{', '.join(before)} {word} {last}" if before else last

    def quoted(self, text: str) -> str:
        """The text between the quotation marks of the language."""
        return self.typeset(_QUOTED[self.code].format(text=isolated(text)))

    def plural(self, value: Number) -> str:
        """The plural category of a number as it is written: "one" or "other".

        English says "one" of 1 alone; French of all from 0 up to 2, without 2.
        """
        number = abs(Decimal(str(value)))
        return "one" if self.locale.plural_form(number) == "one" else "other"

    def typeset(self, text: str) -> str:
        """The text with the quotes and, in French, the spaces that a printer would set."""
        signs = (*_QUOTES, _BOUND, *(_FRENCH_SPACES if self.code == "fr" else ()))
        return reduce(lambda text, sign: sign[0].sub(sign[1], text), signs, text)

    def _form(self, message_id: str, message: Message, arguments: Mapping[str, Said]) -> str:
        if message.by is None:
            return "other"
        count = arguments[message.by]
        if isinstance(count, str):
            raise MessageError(f"{message_id}: {message.by} must be a number, not {count!r}")
        return self.plural(count)

    def _said(self, argument: Said) -> str:
        if isinstance(argument, str):
            return isolated(argument)
        if not isinstance(argument, int | Decimal):
            raise MessageError(f"{argument}: say to how many decimals a number is written")
        exponent = argument.as_tuple().exponent if isinstance(argument, Decimal) else 0
        return self.number(argument, max(0, -int(exponent)))

    def _signed(self, bound: float, decimals: int) -> str:
        """A bound with its sign, also where it is shown as 0 and is not: "+0.00"."""
        if not _misleads(bound, decimals, (0,)):
            return self.points(bound, decimals)
        return ("+" if bound > 0 else MINUS) + self.number(0, decimals)

    def _interval(self, low: str, high: str) -> str:
        return _INTERVAL[self.code].format(low=low, high=high)

    def _per_hundred(self, shares: tuple[float, ...], decimals: int) -> tuple[str, ...]:
        values = tuple(Decimal(str(share)) * 100 for share in shares)
        shown = decimals_that_show(values, decimals, never=(0, 100))
        return tuple(self.number(value, shown) for value in values)


@cache
def language(code: str) -> Language:
    """The language of that code, with its messages.

    Raises:
        SettingsError: a report cannot be written in that language.
    """
    if code not in LANGUAGES:
        raise SettingsError(
            f'language "{code}": a report can be written in {" or ".join(LANGUAGES)}.',
            f"choose {' or '.join(LANGUAGES)}.",
        )
    bare = Language(code=code, locale=_LOCALES[code], messages={})
    messages = read_catalogue(files("report_builder").joinpath("messages", code), bare)
    return replace(bare, messages=messages)


def read_catalogue(folder: Traversable, typesetter: Language) -> dict[str, Message]:
    """The messages of all files of a folder, by id; in the order of the files' names.

    Raises:
        MessageError: an id is there twice, or a text is no message.
    """
    messages: dict[str, Message] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        for message_id, message in read_messages(file.read_text("utf-8"), file.name, typesetter):
            if message_id in messages:
                raise MessageError(f"{file.name}: {message_id} is there twice")
            messages[message_id] = message
    return messages


def read_messages(text: str, name: str, typesetter: Language) -> Iterator[tuple[str, Message]]:
    """The messages of one catalogue file, in file order; `name` is what errors call it.

    Raises:
        MessageError: a text is neither a message nor its plural forms.
    """
    for message_id, node in parse_yaml(text, name).entries.items():
        by, forms = _forms(node, f"{name}: {message_id}")
        yield (
            message_id,
            Message(
                by=by,
                forms={
                    form: tuple(_pieces(typesetter.typeset(pattern), f"{name}: {message_id}"))
                    for form, pattern in forms.items()
                },
            ),
        )


def rounded(value: Number, decimals: int) -> Decimal:
    """The number as it is shown: halves rounded away from 0, and no 0 with a sign.

    >>> rounded(0.25, 1), rounded(-0.04, 1)
    (Decimal('0.3'), Decimal('0.0'))
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    shown = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return shown or abs(shown)


def _forms(node: Node, place: str) -> tuple[str | None, dict[str, str]]:
    if isinstance(node, Scalar):
        return None, {"other": node.text}
    fields = _texts(node) if isinstance(node, MappingNode) else {}
    by = fields.pop("by", "count")
    if fields.keys() != _PLURAL_FORMS:
        raise MessageError(f"{place}: a text is expected, or `one` and `other`")
    return by, fields


def _texts(node: MappingNode) -> dict[str, str]:
    return {key: entry.text for key, entry in node.entries.items() if isinstance(entry, Scalar)}


def _pieces(pattern: str, place: str) -> Iterator[Piece]:
    for text, name, form, conversion in Formatter().parse(pattern):
        plain = name is None or (name.isidentifier() and not form and not conversion)
        if not plain:
            raise MessageError(f"{place}: {{{name}}} is no plain name of an argument")
        yield text, name


def decimals_that_show(values: tuple[Number, ...], decimals: int, never: tuple[int, ...]) -> int:
    """The fewest decimals at which no value looks like one of `never` unless it is that number."""
    for enough in range(decimals, MOST_DECIMALS):
        if not any(_misleads(value, enough, never) for value in values):
            return enough
    return MOST_DECIMALS


def told_by_sign(limit: float) -> bool:
    """Whether a limit of a gap is not 0, and has its sign alone to tell it from 0.

    >>> told_by_sign(-0.004), told_by_sign(-0.04), told_by_sign(0.0)
    (True, False, False)
    """
    return _misleads(limit, MOST_DECIMALS, (0,))


def _misleads(value: Number, decimals: int, never: tuple[int, ...]) -> bool:
    return any(rounded(value, decimals) == number and not _same(value, number) for number in never)


def _same(value: Number, number: int) -> bool:
    """Whether the value is that number, but for the noise of floating point."""
    return abs(Decimal(str(value)) - number) < Decimal("1e-9")
