"""Texts that want to be more than text, and every place of a report that texts of others reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace

from report_builder.lever import Reference
from report_builder.report import Report
from report_builder.settings import Benchmark, Settings
from survey.gaps import PerceptionGap
from survey.panel import CompanyGap
from survey.questionnaire import TeamName
from survey.voices import Remark, WordUse
from survey.wave_series import WaveShown

PAYLOADS = (
    # elements and handlers
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg/onload=window.hit=1>',
    "'><body onpageshow=window.hit=1>",
    "' onmouseover='window.hit=1' autofocus onfocus='window.hit=1",
    '" style="position:fixed;inset:0" data-x="',
    "</h1></p></td></table></article><h1>Ours</h1>",
    "</title></style></script></textarea></svg><script>window.hit=1</script>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<style>*{display:none}</style>",
    "<base href=//stranger.example/><meta http-equiv=refresh content='0;url=//stranger.example'>",
    "<form action=//stranger.example><button formaction=javascript:window.hit=1>go</button>",
    "<a href=' &#1;javascript:window.hit=1'>go</a><details open ontoggle=window.hit=1>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "<!--><img src=x onerror=window.hit=1>--> <![CDATA[<script>window.hit=1</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<template><slot></template><input type=image src=x onerror=window.hit=1>",
    # entities, once and twice
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hit=1&#62; &#x3c;b&#x3e; &amp;lt;b&amp;gt; &nbsp;&NotAnEntity;",
    "\\\\<script>window.hit=1</script> \\\\u003cscript\\\\u003e %3Cscript%3E +ADw-script+AD4-",
    # Markdown
    "[go](javascript:window.hit=1)",
    "[go][there]",
    "[there]: javascript:window.hit=1 'title'",
    "![x](//stranger.example/x.png){ onerror=window.hit=1 }",
    "[go](x){: onclick=window.hit=1 }",
    "{: .hidden onclick=window.hit=1 style=display:none }",
    "{ #title }",
    "<https://stranger.example> https://stranger.example www.stranger.example a@stranger.example",
    "# Heading",
    "- item",
    "1. item",
    "> quoted",
    "---",
    "===",
    "    code",
    "``` js",
    "`code` **bold** __bold__ *em* _em_ ~~gone~~ ==mark== ^^new^^ H~2~O x^2^",
    "a | b | c |",
    "|---|---|",
    "!!! danger onclick=window.hit=1",
    '??? note "title"',
    "*[HTML]: <img src=x onerror=window.hit=1>",
    "[^1] [^1]: note",
    ":smile: :material-skull: :fontawesome-brands-x:",
    "{++new++} {--old--} {==mark==}{>>comment<<} {~~a~>b~~}",
    "[TOC]",
    # files and templates
    '--8<-- "mkdocs.yml"',
    ';--8<-- "https://stranger.example/x"',
    "{{ 7*191 }} {{ config }} ${7*191} #{7*191} <%= 7*191 %>",
    "{% raw %}{% include 'mkdocs.yml' %}{# no comment #}",
    "{{ ''.__class__.__mro__ }}{% set x = cycler.__init__.__globals__ %}",
    "%(name)s {0} {name} {0.__class__} $name \\\\1 \\\\g<0>",
    # mathematics and drawings
    r"$x_$ $\frac{1}{2}$ \(x\) \[x\] $$ \input{/etc/passwd} #010203 var(--ar-ink)",
    # YAML, CSV, paths
    "title: x\nhide: [navigation] # no\n--- !!python/name:os.system &a *a",
    "=cmd|' /C calc'!A0",
    "+1+1;@SUM(A1),-2",
    "../../../etc/passwd C:\\\\CON \\\\\\\\stranger\\\\x file:///etc/passwd",
    # letters that turn, hide, pile up or never end
    "\u202egnp.exe\u202c \u2067right to left\u2069 \u200f",
    "שלום (12) עולם, مرحبا 34",
    "ze\u200bro wi\u00addth\ufeff \u2060joined\u2062",
    "red\x1b[31m bell\x07 back\x08 null\x00 next\x85 line\u2028end",
    "e\u0301\u0302\u0303\u0304 क्\u200dष 👩\u200d🚀 🏳️\u200d🌈 ﷽ ﬁ K Å",
    "long" * 60,
    "many words " * 40,
)  # fmt: skip
"""Our own strings of the kinds that have ever worked somewhere."""

SETTINGS = 6
"""How many texts of its settings a report has."""

_TEXTS = {
    Settings: ("title", "client", "consultant", "wave", "footer"),
    Benchmark: ("label", "source"),
    CompanyGap: ("company",),
    TeamName: ("plain", "article", "of"),
    WaveShown: ("label",),
    WordUse: ("word",),
    Remark: ("text",),
    Reference: ("authors", "year", "title", "where"),
}
_LANGUAGES = {"", "en", "fr"}
_PLAIN = re.compile(r"zq(\d+)q", re.IGNORECASE)

Relabel = Callable[[str], str]


def relabelled(report: Report, texts: Callable[[int], str]) -> Report:
    """The report with every text of others in another's place.

    Args:
        report: which.
        texts: what the n-th text, counted from 0, becomes; a text met again is the same text.
    """
    met: dict[str, int] = {}

    def relabel(text: str) -> str:
        return texts(met.setdefault(text, len(met))) if text else ""

    changed = _changed(report, relabel)
    assert isinstance(changed, Report)
    return changed


def plain(number: int) -> str:
    """A text that is nothing but a text, and known again wherever it stands."""
    return f"Zq{number}q"


def hostile(number: int) -> str:
    """A payload; of the first few, which are those of the settings, all payloads at once."""
    if number < SETTINGS:
        return f"{number} {' '.join(PAYLOADS)}"
    again = f" {number}" if number >= len(PAYLOADS) else ""
    return PAYLOADS[number % len(PAYLOADS)] + again


def in_place(text: str, texts: Callable[[int], str]) -> str:
    """A text with `plain` texts in it, each as it is otherwise."""
    return _PLAIN.sub(lambda found: texts(int(found[1])), text)


def _changed(value: object, relabel: Relabel) -> object:
    match value:
        case (str(wave), PerceptionGap()):
            return relabel(wave), value[1]
    if isinstance(value, tuple):
        return tuple(_changed(each, relabel) for each in value)
    if isinstance(value, Mapping):
        return _mapping(value, relabel)
    if is_dataclass(value) and not isinstance(value, type):
        texts = _TEXTS.get(type(value), ())
        return replace(
            value,
            **{
                field.name: relabel(getattr(value, field.name))
                if field.name in texts
                else _changed(getattr(value, field.name), relabel)
                for field in fields(value)
                if field.init
            },
        )
    return value


def _mapping(value: Mapping[object, object], relabel: Relabel) -> Mapping[object, object]:
    """Texts by language, or a mapping that may hold such texts."""
    if value and {*value} <= _LANGUAGES and all(isinstance(text, str) for text in value.values()):
        return {code: relabel(str(text)) for code, text in value.items()}
    return {key: _changed(each, relabel) for key, each in value.items()}
