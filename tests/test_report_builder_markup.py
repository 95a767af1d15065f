"""What others wrote is shown on a page, and does nothing there."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markdown import markdown  # type: ignore[import-untyped]  # its stubs are not installed

from report_builder.markup import Markup, entities, escape, slug, slugs
from report_builder.readable import readable

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "footnotes", "md_in_html", "tables",
    "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.magiclink",
    "pymdownx.snippets", "pymdownx.superfences",
]  # fmt: skip

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](y){ onerror=alert(1) }",
    "[x](y){: onclick=alert(1) }",
    "{: onclick=alert(1) }",
    "<javascript:alert(1)>",
    "https://evil.example/ www.evil.example",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "</blockquote><script>alert(1)</script>",
    "</textarea></style></title><script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "```\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "!!! note onclick=alert(1)\n    <b>x</b>",
    "??? danger\n    x",
    '--8<-- "pyproject.toml"',
    "*[HTML]: <img src=x onerror=alert(1)>",
    "[^1]: <img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "{++<script>alert(1)</script>++}",
    ":smile:",
    "| a | b |\n|---|---|\n| <b>x</b> | y |",
    "# heading\n===\n- list\n1. list",
    "a\x00b\x08c\x1b[31md\u2028e\u202ef\u200bg",
    "&lt;script&gt; &#60;script&#62;",
    "\\<script\\>",
]

EMBEDDINGS = {
    "block": "<blockquote class=verbatim><p>{theirs}</p></blockquote>",
    "paragraph": "They said {theirs} to us.",
    "cell": "| a | b |\n|---|---|\n| {theirs} | y |",
    "heading": "## {theirs}",
}
TAGS = {
    "<blockquote class=verbatim>",
    "<p>",
    "<h2>",
    "<table>",
    "<thead>",
    "<tbody>",
    "<tr>",
    "<th>",
    "<td>",
}


def shown(text: str) -> str:
    """What a reader sees of the entities."""
    return html.unescape(str(entities(text)))


@pytest.mark.parametrize("theirs", HOSTILE)
def test_nothing_but_letters_digits_commas_spaces_and_entities_is_left(theirs: str) -> None:
    assert re.fullmatch(r"(?:[^\W_]|[ ,]|&#\d+;)*", entities(theirs))


@pytest.mark.parametrize("embedding", EMBEDDINGS)
@pytest.mark.parametrize("theirs", HOSTILE)
def test_their_text_makes_no_element_link_or_handler(theirs: str, embedding: str) -> None:
    page = markdown(EMBEDDINGS[embedding].format(theirs=entities(theirs)), extensions=EXTENSIONS)
    opened = set(re.findall(r"<[a-z][^>]*>", page))
    assert opened <= TAGS
    assert " ".join(re.findall(r"\w+", shown(theirs))) in " ".join(
        re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", page)))
    )


def test_the_same_texts_would_act_if_they_were_not_escaped() -> None:
    acting = [
        text
        for text in HOSTILE
        if "alert" in text
        and re.search(r"<script|on\w+=|javascript:", markdown(text, extensions=EXTENSIONS))
    ]
    assert len(acting) >= 10


@given(st.text())
def test_what_is_shown_is_the_text_as_it_can_be_read(text: str) -> None:
    assert shown(text) == readable(text)


def test_letters_of_every_script_stay_readable_in_the_source() -> None:
    assert entities("Équipe 数据, данные 7") == "Équipe 数据, данные 7"
    assert entities("E\u0301quipe") == "Équipe"


def test_our_own_markup_is_left_alone_and_only_ours() -> None:
    assert escape(Markup("<b>")) == "<b>"
    assert escape("<b>") == "&#60;b&#62;"
    assert escape(7) == "7"
    assert escape(entities("<")) == "&#60;"


def test_markup_is_filled_with_their_text_and_ours() -> None:
    filled = Markup("<p title='{title}'>{mark}</p>").filled(title="'><", mark=Markup("<i></i>"))
    assert filled == "<p title='&#39;&#62;&#60;'><i></i></p>"
    assert isinstance(filled, Markup)


def test_a_template_that_forgets_to_escape_is_safe_all_the_same() -> None:
    template = Environment(autoescape=True, finalize=escape).from_string(
        "{{ theirs }} {{ theirs | upper }} {{ ours }} {{ theirs | safe }} {{ '<' ~ theirs }}"
    )
    said = template.render(theirs="<a>", ours=Markup("<i></i>"))
    assert re.findall(r"<[^>]*>", said) == ["<i>", "</i>"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trust, fairness and pressure", "trust-fairness-and-pressure"),
        ("  Échanges & langage commun ", "echanges-langage-commun"),
        ("../../etc/passwd", "etc-passwd"),
        ("GOA", "goa"),
        ("x" * 80, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_slug_says_the_text_in_plain_letters(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_text_no_plain_letter_can_say_gets_a_name_of_its_own() -> None:
    assert slug("数据") != slug("данные")
    assert re.fullmatch(r"[0-9a-f]{8}", slug("数据"))


@given(st.lists(st.text(), unique=True, max_size=8))
def test_slugs_are_fit_for_files_and_all_different(texts: list[str]) -> None:
    named = slugs(texts)
    assert list(named) == texts
    assert len(set(named.values())) == len(texts)
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", name) for name in named.values())


@pytest.mark.parametrize("text", ["CON", "nul", "LPT0", "com¹", "Index", "README", "404", "Data"])
def test_no_slug_is_a_name_that_a_system_or_the_site_has_taken(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+-[0-9a-f]{8}", slug(text))


def test_who_is_called_what_anothers_hash_makes_of_it_takes_no_place() -> None:
    first, second = "Plan a", "plan-a"
    taken = slugs([first, second])[first]
    named = slugs([first, second, taken, "Trust"])
    assert len({*named.values()}) == len(named)
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", name) for name in named.values())


def test_a_slug_that_nobody_shares_carries_no_hash() -> None:
    named = slugs(["Data", "data!", "Trust"])
    assert named["Trust"] == "trust"
    assert named["Data"].startswith("data-")
