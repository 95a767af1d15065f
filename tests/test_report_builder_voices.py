"""The Voices page from finding to file: words and comments, said no further than they allow."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import drawings
import jsonschema
import pytest
from editions import meridian, page_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reports import believable_report
from voiced import use, voiced, words

from report_builder.audience import Audience, for_audience
from report_builder.charts import words as words_chart
from report_builder.downloads import data_files
from report_builder.findings import say
from report_builder.findings.voices import voices_heading, words_heading
from report_builder.language import language
from report_builder.pages import edition
from report_builder.report import Report
from report_builder.settings import Settings, load_settings
from survey.voices import Remark, WordUse

SCHEMA = Path(__file__).parent.parent / "report_builder" / "schemas" / "report-1.json"
FIRST, SECOND = use("tenders", (12, 0), 2.0), use("slides", (0, 15), -1.8)
UNCLEAR = use("planning", (7, 8), 0.2, p=0.6)
HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert)",
    "{{ 7 * 7 }} {% raw %}",
    "![](x) *bold* `code` # head",
    "a & b <b> &lt; \u202eevil",
    "=cmd()|' /C calc'!A0",
)
REMARKS = [
    Remark("OPN1", team, f"{text} {team}")
    for team in ("marketing", "sales")
    for text in ("Keep the tenders.", "Fewer slides.")
]


def heading(report: Report, code: str = "en") -> str:
    return unescape(say(voices_heading(report), language(code), report.questionnaire))


def page(report: Report, code: str = "en") -> str:
    return page_of(edition(report, code), "voices.md")


def seen(text: str) -> str:
    """What a reader reads."""
    return unescape(re.sub("<[^>]+>", "\n", text))


def document(report: Report) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(data_files(report)["report.json"])
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return found


def test_there_is_no_page_without_words_or_comments() -> None:
    paths = [each.path for each in edition(meridian(), "en").pages]
    assert "voices.md" not in paths


@pytest.mark.parametrize(
    ("uses", "said"),
    [
        ((FIRST, UNCLEAR, SECOND), "Words clearly used more: 1 by Marketing, 1 by Sales"),
        ((FIRST, UNCLEAR), "1 word is clearly used more by Marketing than by Sales"),
        ((UNCLEAR, SECOND, SECOND), "2 words are clearly used more by Sales than by Marketing"),
        ((UNCLEAR,), "No word is clearly used more by one team than by the other"),
    ],
)
def test_the_heading_counts_clear_words_alone(uses: tuple[WordUse, ...], said: str) -> None:
    assert heading(voiced(meridian(), words(*uses))) == said


def test_words_of_all_languages_of_the_comments_count_for_the_heading() -> None:
    report = voiced(meridian(), words(FIRST), words(SECOND, language="fr"))
    assert heading(report, "fr").startswith("Mots nettement plus employés")
    assert "1 par le marketing, 1 par les ventes" in heading(report, "fr")
    french = page(report, "fr")
    assert "charts:\n- words-en\n- words-fr\n" in french
    assert "Réponses en français aux questions ouvertes" in seen(french)


def test_a_figure_names_the_surest_clear_word_or_none() -> None:
    report = voiced(meridian(), words(FIRST, UNCLEAR, SECOND), words(UNCLEAR, language=""))
    said = [
        say(words_heading(report, spoken), language("en"), report.questionnaire)
        for spoken in report.voices.words
    ]
    assert said == [
        "“tenders” is clearly used more by Marketing than by Sales",
        "The words of both teams, side by side",
    ]
    assert "words-all" in page(report)


def test_comments_alone_make_a_page_without_words() -> None:
    shown = seen(page(voiced(meridian(), remarks=REMARKS)))
    assert "What people say in their own words" in shown
    assert "How to read the words" not in shown
    assert shown.index("Keep the tenders. marketing") < shown.index("Keep the tenders. sales")


def test_comments_stay_out_of_the_search_and_have_nothing_beside_them() -> None:
    text = page(voiced(meridian(), remarks=REMARKS))
    start, end = text.index("<section data-search-exclude>"), text.index("</section>")
    quoted = re.findall("<blockquote><p>(.*?)</p></blockquote>", text[start:end])
    assert [unescape(each) for each in quoted] == [remark.text for remark in REMARKS]
    assert not re.search(r"20\d\d|%", seen(text[start:end]))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_shows_as_it_was_typed(text: str) -> None:
    remarks = [Remark("OPN1", team, text) for team in ("marketing", "sales")]
    report = voiced(meridian(), words(use(text, (12, 0), 2.0)), remarks=remarks)
    found = page(report)
    quoted = re.findall("<blockquote><p>(.*?)</p></blockquote>", found)
    assert [unescape(each) for each in quoted] == [
        text.replace("\u202e", " ").replace("  ", " ")
    ] * 2
    assert all(
        re.fullmatch(r"[\w, ]|&#\d+;", part)
        for each in quoted
        for part in re.findall(r"&#\d+;|.", each)
    )


def test_the_method_page_says_what_is_shown_of_what_people_wrote() -> None:
    plain, both = meridian(), voiced(meridian(), words(FIRST), remarks=REMARKS)
    silent, told = (seen(page_of(edition(each, "en"), "method.md")) for each in (plain, both))
    assert "Names, addresses, comments and single answers are neither" in silent
    assert "single words are counted" not in silent
    assert "Comments are shown that a person has read and released" in told
    assert "nobody of a team or at least 5 people used it" in told


def test_the_document_holds_words_and_comments_by_its_schema() -> None:
    found = document(voiced(meridian(), words(FIRST, UNCLEAR), remarks=REMARKS))
    word = found["words"][0]
    assert (word["word"], word["people"], word["authors"]) == ("tenders", [12, 0], [40, 60])
    assert word["groups"] == ["marketing", "sales"]
    assert (word["log_odds"], word["clear"], word["language"]) == (2.0, True, "en")
    assert [row["group"] for row in found["comments"]] == ["marketing"] * 2 + ["sales"] * 2
    assert document(voiced(meridian(), words(FIRST, language="")))["words"][0]["language"] is None
    assert document(meridian())["words"] == []


def test_staff_read_words_and_no_comments() -> None:
    report = voiced(meridian(), words(FIRST), remarks=REMARKS)
    assert for_audience(report, Audience.LEADER).voices == report.voices
    staff = for_audience(report, Audience.STAFF)
    assert (staff.voices.words, staff.voices.remarks) == (report.voices.words, ())


def test_words_and_comments_are_tables_to_take_away() -> None:
    files = data_files(voiced(meridian(), words(FIRST), remarks=[Remark("OPN1", "sales", "=1+2")]))
    assert "tenders" in files["words.csv"].decode()
    assert "'=1+2" in files["comments.csv"].decode()
    assert {"words.csv", "comments.csv"}.isdisjoint(data_files(meridian()))


def test_the_chart_shows_the_surest_words_of_each_team_and_its_table_all() -> None:
    mine = [use(f"mine{at}", (9, 0), 2 - at / 10) for at in range(12)]
    theirs = [use(f"theirs{at}", (0, 9), -1 - at / 10) for at in range(3)]
    chart = words_chart.draw(meridian(), language("en"), words(*mine, UNCLEAR, *theirs))
    texts = [box.text for box in drawings.text_boxes(chart.wide)]
    drawn = [text for text in texts if text.startswith(("mine", "theirs"))]
    assert drawn == [*(f"mine{at}" for at in range(8)), "theirs2", "theirs1", "theirs0"]
    assert [row[0] for row in chart.table.rows] == [each.word for each in (*mine, UNCLEAR, *theirs)]
    assert "11 words of 16, 11 clearly used more by one team." in chart.alt


def test_the_table_says_how_many_of_how_many_and_how_sure_it_is() -> None:
    found = words(FIRST, replace(UNCLEAR, odds=-0.02, low=-0.9, high=0.8))
    table = words_chart.draw(meridian(), language("en"), found).table
    row, unclear = (dict(zip(table.header, cells, strict=True)) for cells in table.rows)
    assert row["Marketing, people"] == "12 of 40"
    assert row["Marketing, share"] == "30%"
    assert (row["Sales, people"], row["More in"]) == ("0 of 60", "Marketing")
    assert (row["Times as often"], row["95% interval"]) == ("7.4", "2.7 to 25")
    assert (row["z"], row["Verdict"]) == ("+4.0", "clear difference")
    assert (unclear["More in"], unclear["Times as often"]) == ("Sales", "1.0")
    assert (unclear["95% interval"], unclear["Verdict"]) == ("0.4 to 2.5", "no clear difference")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_words_of_one_team_alone_are_one_block(code: str) -> None:
    chart = words_chart.draw(meridian(), language(code), words(FIRST))
    texts = {box.text.replace("\u00a0", " ") for box in drawings.text_boxes(chart.narrow)}
    assert {
        "tenders",
        {"en": "More in Marketing", "fr": "Plus employés : Marketing"}[code],
    } <= texts
    assert not {"More in Sales", "Plus employés : Ventes"} & texts


WORD = st.builds(
    lambda word, people, odds, low, high, p: WordUse(
        word=word, people=people, odds=odds, low=odds - low, high=odds + high, z=2 * odds, p=p
    ),
    st.text(min_size=1, max_size=60),
    st.tuples(st.integers(0, 40), st.integers(0, 60)),
    st.floats(-9, 9),
    st.floats(0.01, 9),
    st.floats(0.01, 9),
    st.floats(0, 1),
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(WORD, min_size=1, max_size=24), st.sampled_from(["en", "fr"]))
def test_texts_of_the_chart_neither_touch_nor_leave_it(uses: list[WordUse], code: str) -> None:
    chart = words_chart.draw(believable_report(), language(code), words(*uses))
    assert drawings.faults(chart) == []


def test_a_team_that_uses_no_word_more_leaves_no_lines_in_the_chart() -> None:
    chart = words_chart.draw(believable_report(), language("en"), words(SECOND))
    upright = re.findall(r'd="M([\d.]+) ([\d.]+)L\1 ([\d.]+)"', chart.wide)
    assert len([each for each in upright if float(each[2]) - float(each[1]) > 30]) == 6
    assert {float(foot) - float(top) for _, top, foot in upright if float(top) < 80} == set()


def test_the_settings_can_turn_words_off(tmp_path: Path) -> None:
    (tmp_path / "settings.yml").write_text("words: false\n")
    assert not load_settings(tmp_path / "settings.yml").words
    assert Settings().words


@pytest.mark.parametrize(
    ("code", "sure", "unsure"),
    [
        ("en", "More in Sales", "Not clearly more: Sales"),
        ("fr", "Plus employés : Ventes", "Pas nettement plus employés : Ventes"),
    ],
)
def test_a_block_without_a_clear_word_does_not_say_that_its_team_uses_them_more(
    code: str, sure: str, unsure: str
) -> None:
    barely = replace(UNCLEAR, odds=-0.02, low=-0.9, high=0.8)
    chart = words_chart.draw(meridian(), language(code), words(FIRST, barely))
    for drawing in (chart.wide, chart.narrow):
        texts = {box.text.replace("\u00a0", " ") for box in drawings.text_boxes(drawing)}
        assert unsure in texts
        assert sure not in texts
