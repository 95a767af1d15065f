"""What in a text leads to a person: patterns of addresses, numbers, places and names.

Written down by what is to be taken out, with examples; every repetition is bounded by what can
follow it, so that no text takes longer than its length. Tried on tests/red_team/lines.txt.

Most comments hold no digit, no @ and no slash. So beside each pattern stands what every text holds
in which it is found: where that is not there, which is soon seen, it need not be looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGIT = r"\d"

_ENDINGS = (
    "com|fr|org|net|eu|io|co|uk|de|be|ch|ca|us|it|es|nl|lu|info|biz|dev|app|ai|me|tv|gouv|gov|edu|"
    "example|test|invalid"
)
_AT = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|arobase?|a|chez|@)\s?[\])}>]\s?)"
_SAID_AT = r"\s+(?:at|arobase?)\s+"
_DOT = r"(?:\.|\s\.\s|\s?[\[({]\s?(?:dot|point|pt|\.)\s?[\])}]\s?|\s+(?:dot|point)\s+)"
_USER = rf"(?<![\w+-])[\w+'\u2019-]{{1,64}}(?:{_DOT}[\w+'\u2019-]{{1,64}}){{0,8}}"
_HOST = rf"[\w-]{{1,64}}(?:{_DOT}[\w-]{{1,64}}){{0,8}}"
_DOMAIN = rf"(?<![\w-]){_HOST}{_DOT}(?:{_ENDINGS})\b"
_DOTTED = r"\.[a-z]|\s\.\s|[\[({]|\s(?:dot|point)\s"
"""What is in every address with an ending."""

_APPS = (
    "skype|teams|slack|insta(?:gram)?|twitter|linkedin|telegram|whatsapp|snap(?:chat)?|discord|"
    "signal|tiktok|facebook|fb|viber|wechat|mastodon|github|threads"
)
_ACCOUNT = "id|handle|pseudo|user(?:name)?|login|compte|account"
_ACCOUNT_NAME = r"(?=\S*[\d_.@])[^\s,;]+"

ADDRESSES = (
    # jo@example.org, jo [at] example [dot] org
    (r"[@\[({<]", rf"(?:mailto:)?{_USER}{_AT}{_HOST}"),
    (_DOTTED, rf"{_USER}{_SAID_AT}{_DOMAIN}"),  # jo at example dot org
    ("/", r"\b(?:https?|hxxps?|ftp)\s?:\s?//\s?\S+"),
    ("www", r"\bwww\s?\.\s?\S+"),
    (_DOTTED, rf"{_DOMAIN}(?:[/?#:]\S*)?"),  # example.org/team
    ("/", r"(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}\.[a-z]{2,8}/\S+"),  # bit.ly/3xYz
    ("@", r"(?<!\w)@\s?\w[\w.-]+"),  # @jo_smith
    # Skype: live:jo.smith
    ("[:=]", rf"\b(?:{_APPS})\s*(?:{_ACCOUNT})?\s*[:=]\s*{_ACCOUNT_NAME}"),
    (
        "pseudo|handle|name",
        rf"\b(?:pseudo|handle|username|nickname)\b\s*(?:is|est|:|=)?\s*{_ACCOUNT_NAME}",
    ),
    ("#", r"\b\w{2,64}#\d{4}\b"),  # jo#1234
    (":", r"\b(?:[0-9a-f]{1,4}:){3,8}[0-9a-f:]*[0-9a-f]\b"),  # 2001:db8:0:1::7
    (_DIGIT, r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),  # 203.0.113.42
)

_GAP = r"[ .()/_\u2013\u2014-]{0,3}"
_NUMBER_WORD = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|zéro|un|deux|trois|quatre|"
    "cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|"
    "cinquante|soixante"
)
_BEFORE_A_NUMBER = (
    r"ext(?:ension)?|poste|ligne|tél(?:éphone)?|tel|phone|phone number|numéro|badge|matricule|"
    r"bureau|desk|room|employee(?: (?:no|number|id))?|staff(?: (?:no|id))?|id|n°|no|nr|ref|réf|"
    r"login"
)
_BIRTH = "née?|born|dob|birth|birthday|naissance|anniversaire"
# 1 85 05 78 006 084 36; in Corsica 2A and 2B.
_NIR = (
    r"\b[1-478](?:[ .-]?\d){4}[ .-]?(?:\d[ .-]?\d|2[ .-]?[ab])(?:[ .-]?\d){6}"
    r"(?:[ ./-]{0,3}\d[ .-]?\d)?\b"
)

NUMBERS = (
    (_DIGIT, _NIR),
    (_DIGIT, rf"(?<!\w)[0oØ]{_GAP}[1-9](?:{_GAP}[\doØ]{{2}}){{4}}(?!\w)"),  # 06 12 34 56 78
    (_DIGIT, rf"(?<!\w)(?:\+|00)\s?\(?\d(?:{_GAP}\d){{6,}}"),  # +44 (0)20 7946 0958
    (_DIGIT, rf"(?<![\w€$£])\(?\d(?:{_GAP}\d){{8,}}"),
    (_DIGIT, r"(?<!\w)\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}\b"),  # (415) 555-2671
    (_DIGIT, r"\b\d{3}[-.]\d{4}\b"),
    (_DIGIT, r"\d{6,}"),
    (
        _DIGIT,
        rf"\b(?:{_BEFORE_A_NUMBER})\b\.?\s*(?:is|est|:|=|#|n°)?\s*#?\d[\d .-]{{2,}}\b",
    ),
    (_DIGIT, r"-?\d{1,3}\.\d{4,}\s*[,;/]?\s*-?\d{1,3}\.\d{4,}"),  # 48.8566, 2.3522
    (
        rf"\b(?:{_NUMBER_WORD})[\s,.-]",
        rf"\b(?:{_NUMBER_WORD})(?:(?:[\s,.-]+|[\s-]et[\s-])(?:{_NUMBER_WORD})){{4,}}\b",
    ),
    (_DIGIT, rf"\b(?:{_BIRTH})\b[^\d\n]{{0,12}}\d{{1,4}}(?:\s?[ /.-]\s?\w+){{0,2}}"),
)

_STREETS = r"rue|avenue|av\.|bd|boulevard|chemin|allée|impasse|quai|cours|square|route|place"
_OF = r"(?:d[eu]s?\s|d['\u2019]|l['\u2019]|la\s)*"
_STREET_NAME = r"[^\s,.;!?]+(?:\s[A-ZÀ-Þ0-9][^\s,.;!?]*)*"
PLACES = (
    # 3 bis, avenue de la République
    (_DIGIT, rf"\b\d{{1,4}}\s?(?:bis|ter)?,?\s(?:{_STREETS})\s{_OF}{_STREET_NAME}"),
)

_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'\u2019-]*"
_ROADS = "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Way|Court|Close|Square|Terrace"
_TITLES = (
    r"M\.|MM\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mme\.?|Mmes|Mlle\.?|Dr\.?|Pr\.?|Prof\.?|Monsieur|Madame|"
    "Mademoiselle|Maître|Sir"
)
_PARTICLES = r"(?:(?:d[eu]|la|le|von|van|der|den|di|da)\s|d['\u2019])*"
WRITTEN_IN_CAPITALS = (
    # 221B Baker Street
    (_DIGIT, rf"\b\d{{1,5}}[A-Z]?\s(?:{_CAPITALISED}\s){{1,3}}(?:{_ROADS})\b"),
    (_DIGIT, r"\b[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}\b"),  # AB-123-CD
    (_DIGIT, r"\b(?!ISO|RFC|NF|EN)[A-Z]{1,5}[-_ ]?\d{4,}[A-Z]?\b"),  # EMP-004512
    (_DIGIT, r"\b\d{2}[A-Z]{2}\d{5}\b"),  # 19AB12345
    ("R_", r"\bR_[A-Za-z0-9]{8,}\b"),  # R_3fGh7kQz1LmNo2P
    # Mme de Villiers
    (
        rf"\b(?:{_TITLES})\s",
        rf"\b(?:{_TITLES})\s{_PARTICLES}{_CAPITALISED}(?:\s{_CAPITALISED})*",
    ),
)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is looked for, and what is in every text in which it is found."""

    needs: re.Pattern[str]
    pattern: re.Pattern[str]


def _trace(needs: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Trace:
    return Trace(re.compile(needs, flags), re.compile(pattern, flags))


TRACES = (
    *(_trace(*each, re.IGNORECASE) for each in (*ADDRESSES, *NUMBERS, *PLACES)),
    *(_trace(*each) for each in WRITTEN_IN_CAPITALS),
)

IBAN = _trace(
    _DIGIT,
    r"\b[A-Z]{2}[ .-]?\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?\b",
    re.IGNORECASE,
)
"""An account where it holds many digits; else words in groups of four letters."""

LEAST_IBAN_DIGITS = 10

NAME_IN_CAPITALS = _trace(
    "[A-ZÀ-ÖØ-Þ]['\u2019-]?[A-ZÀ-ÖØ-Þ]",
    rf"\b({_CAPITALISED})\s+((?:[A-ZÀ-ÖØ-Þ]['\u2019-]?){{4,}})(?!\w)",
)
"""Sophie BERNARD; or "Notre MARKETING", where the first word is one of grammar."""
