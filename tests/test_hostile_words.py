"""Words that want to be code stay words, from the export to every file of the site."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from exported import saved
from program import PATTERNS, tree

from report_builder.inputs import Inputs
from report_builder.pipeline import publish_report

HOSTILE = Path(__file__).parent / "hostile"
WORDS = (
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror=window.__pwned=1>',
    "</style></svg><svg/onload=window.__pwned=1>",
    "{{ 7*191 }}{% raw %}{{ config }}",
    "[click](javascript:alert(1)) ![x](//canary.example/x.png)",
    "| a | b |# Owned",
    '--8<-- "/etc/passwd"',
    r"$\frac{1}{2}$ \input{/etc/passwd} $$",
    "&amp;&#60;b&#62; <!-- --> ]]>",
    "../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "\u202egnp.\u2066exe" + "x" * 60,
)
COMPANY = "<svg onload=window.__pwned=1> {{ 7*191 }} | Sons"
SETTINGS = """\
title: "{{ 7*191 }} <script>window.__pwned=1</script>"
consultant: "[us](javascript:alert(1))"
wave: "${7*191} <!-- "
footer: "*emphasis* <iframe srcdoc=x> `code`"
"""
# What would be active if it stood in a page as it was written.
ACTIVE = ("<script>window", "<img src=x", "<svg/onload", "<iframe srcdoc", "<base href", "<!-- --> ]]>", 'href="javascript:', 'src="//canary')  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of a survey whose every free text is one of the words above."""
    folder = tmp_path_factory.mktemp("hostile")
    header = ["respondent_id", "company", "team", "region", "grade", "q1", "q2", "q3", "q4", "q5"]
    rows = [
        [f"{team}{number}{place}", COMPANY, team, word, "junior", *PATTERNS[place % 7], "3"]
        for number, word in enumerate(WORDS)
        for team in ("Sales", "Marketing")
        for place in range(10)
    ]
    (folder / "settings.yml").write_text(SETTINGS, encoding="utf-8")
    inputs = Inputs(
        exports=(saved(folder, [header, *rows]),),
        questionnaire=HOSTILE / "questionnaire.yml",
        mappings=(HOSTILE / "mapping.yml",),
        settings=folder / "settings.yml",
    )
    publish_report(inputs, folder / "site")
    return tree(folder / "site")


def pages(site: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in site.items() if name.endswith(".html")}


def levelled(text: str) -> str:
    """A text with single blanks and one kind of apostrophe."""
    return " ".join(text.split()).replace("’", "'")


def test_the_words_are_shown_as_they_are(site: dict[str, bytes]) -> None:
    page = levelled(html.unescape(re.sub(r"<[^>]+>", "", pages(site)["en/segments.html"])))
    *shown, reordering = WORDS
    assert [word for word in shown if levelled(word) not in page] == []
    assert reordering not in page
    assert re.sub("[\u202e\u2066]", "", reordering) in page
    assert "{{ 7*191 }} <script>window.__pwned=1</script>" in page
    assert COMPANY in levelled(html.unescape(pages(site)["en/index.html"]))


def test_no_word_is_obeyed(site: dict[str, bytes]) -> None:
    text = {name: content.decode("utf-8", errors="ignore") for name, content in site.items()}
    everything = "\n".join(text.values())
    assert "1337" not in everything
    assert "root:x:0:0" not in everything
    assert "\u202e" not in everything
    seen = "\n".join(text[name] for name in text if not name.startswith("data/"))
    assert [word for word in ACTIVE if word in seen] == []


def test_no_page_has_a_heading_a_table_row_or_a_link_of_theirs(site: dict[str, bytes]) -> None:
    for name, page in pages(site).items():
        assert not re.search(r"<h\d[^>]*>\s*Owned", page), name
        assert not re.search(r"<td[^>]*>\s*a\s*</td>", page), name
        assert "canary.example" not in " ".join(re.findall(r"(?:href|src)=\S+", page)), name


def test_every_drawing_is_well_formed(site: dict[str, bytes]) -> None:
    drawings = [name for name in site if name.endswith(".svg") and "/charts/" in name]
    assert drawings
    for name in drawings:
        ET.fromstring(site[name])  # noqa: S314 - written by us, from the words above


def test_no_table_to_take_away_holds_a_formula(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        if name.endswith(".csv"):
            cells = re.split(r'[,;\r\n]"?', content.decode("utf-8-sig"))
            assert [cell for cell in cells if re.match(r"[=@]|[+-][^\d.]", cell)] == [], name


def test_no_word_becomes_the_name_of_a_file(site: dict[str, bytes]) -> None:
    assert [name for name in site if not re.fullmatch(r"[\w./-]+", name) or ".." in name] == []
