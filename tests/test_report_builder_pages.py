"""The pages say what the findings allow, show what may be shown, and let no text of others act."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
import stories
import surveys
from editions import meridian, meridian_edition, page_of

from report_builder.language import language
from report_builder.pages import edition, write_pages
from report_builder.pages.address import theme_path
from report_builder.pages.voice import Voice
from report_builder.report import Report
from report_builder.settings import Settings
from survey.release import Flagged, Rules, Withheld

HOSTILE = '<img src=x onerror=alert(1)> {{ 7*7 }} [x](javascript:x) {: onclick=x} `a` | --8<-- "x"'


def read(text: str) -> str:
    """A page's text as a reader meets it: without markup, entities resolved."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def paths(report: Report, code: str = "en") -> list[str]:
    return [page.path for page in write_pages(Voice(report, language(code)), ())]


def words(report: Report, path: str, code: str = "en") -> str:
    return read(page_of(edition(report, code), path))


def test_the_pages_stand_in_the_order_a_reader_takes_them() -> None:
    edited = meridian_edition("en")
    themes = [page.path for page in edited.pages if page.section == "Themes"]
    assert [page.path for page in edited.pages] == [
        "index.md",
        "gaps.md",
        *themes,
        "mirror.md",
        "segments.md",
        "actions.md",
        "method.md",
        "print.md",
    ]
    assert len(themes) == 10
    assert len({page.title for page in edited.pages}) == len(edited.pages)


def test_both_languages_have_the_same_pages_and_name_each_other() -> None:
    english, french = meridian_edition("en"), meridian_edition("fr")
    assert [page.path for page in english.pages] == [page.path for page in french.pages]
    assert all("languages:\n- code: fr\n  name: Français" in page.text for page in english.pages)
    assert all("languages:\n- code: en\n  name: English" in page.text for page in french.pages)


def test_a_report_in_one_language_names_no_other() -> None:
    report = replace(meridian(), settings=Settings(languages=("en",)))
    assert all("languages: []" in page.text for page in edition(report, "en").pages)


def test_only_themes_show_the_navigation_beside_them() -> None:
    for page in meridian_edition("en").pages:
        assert ("- navigation" in page.text) is not bool(page.section)


def test_every_chart_stands_on_one_page_with_its_numbers_and_source() -> None:
    edited = meridian_edition("en")
    text = "\n".join(page.text for page in edited.pages if page.listed)
    assert {chart.id for chart in edited.charts} >= {"gap-strip", "alignment", "dumbbell", "mirror"}
    for chart in edited.charts:
        assert text.count(f'<div data-chart="{chart.id}"></div>') == 1
        assert text.count(f"\n- {chart.id}\n") == 1
        assert f'charts/{chart.id}.csv" download' in text
        assert f'charts/{chart.id}.svg" download' in text
    assert text.count("Show the numbers") >= len(edited.charts)
    assert text.count("Marketing 64, Sales 118") >= len(edited.charts)


def test_png_is_offered_only_where_it_is_written() -> None:
    report = replace(meridian(), settings=Settings(languages=("en",)))
    with_pictures = page_of(edition(report, "en", pictures=True), "gaps.md")
    assert '<a href="charts/dumbbell.png" download>PNG</a>' in with_pictures
    assert "PNG" not in page_of(meridian_edition("en"), "gaps.md")


def test_links_of_a_theme_lead_up_out_of_its_folder() -> None:
    theme = next(page for page in meridian_edition("en").pages if page.section)
    assert 'href="../charts/' in theme.text
    assert 'href="../actions.html#' in theme.text


def test_every_link_between_pages_leads_somewhere() -> None:
    edited = meridian_edition("en")
    known = {page.path.replace(".md", ".html") for page in edited.pages}
    anchors = {
        (page.path.replace(".md", ".html"), anchor)
        for page in edited.pages
        for anchor in re.findall(r'(?:id="|{ #)([\w-]+)', page.text)
    }
    for page in edited.pages:
        for link in re.findall(r'href="([^"#]*\.html)?(?:#([^"]+))?"', unescape(page.text)):
            target, anchor = link
            path = target.removeprefix("../") or page.path.replace(".md", ".html")
            assert path in known, (page.path, link)
            assert not anchor or (path, anchor) in anchors, (page.path, link)


def test_the_overview_says_what_the_findings_say() -> None:
    overview = read(page_of(meridian_edition("en"), "index.md"))
    assert "Meridian Industries · Sales–marketing alignment · Autumn 2026" in overview
    assert "12% say the teams are aligned" in overview
    assert "What to do first" in overview
    assert overview.count("First step:") == 3


def test_the_kicker_is_of_the_language() -> None:
    assert "Automne 2026" in page_of(meridian_edition("fr"), "index.md")


def test_without_a_wave_the_kicker_tells_the_date() -> None:
    settings = replace(meridian().settings, wave="", translations={})
    report = replace(meridian(), settings=settings)
    assert "Sales–marketing alignment · 23 October 2026" in words(report, "index.md")


def test_a_recommendation_is_open_to_the_answers_it_rests_on() -> None:
    actions = page_of(meridian_edition("en"), "actions.md")
    first = meridian().recommendations[0]
    shown = read(actions[: actions.index('class="ar-rank" aria-hidden="true">2')])
    judgement = first.because[0].judgement
    counts = meridian().counts[judgement.gap.subject, judgement.gap.groups[0]]
    assert f"Rule {first.because[0].rule}" in shown
    assert " · ".join(str(count) for count in counts) in shown
    assert "clear gap" in shown
    assert "Priority " in shown
    assert "Strength of evidence" in shown
    assert "Sources:" in shown


def test_all_recommendations_stand_in_their_order_under_their_bucket() -> None:
    actions = page_of(meridian_edition("en"), "actions.md")
    ranks = [int(rank) for rank in re.findall(r'aria-hidden="true">(\d+)<', actions)]
    assert ranks == list(range(1, len(meridian().recommendations) + 1))
    assert actions.index("Do now") < actions.index("Prepare") < actions.index("Watch")
    assert "What to keep" in actions


def test_contrary_evidence_stands_beside_the_evidence() -> None:
    contrary = [each.lever.contrary for each in meridian().recommendations if each.lever.contrary]
    actions = read(page_of(meridian_edition("fr"), "actions.md"))
    assert contrary
    assert actions.count("Ce qui plaide contre :") == len(contrary)


def test_segments_are_told_with_what_is_hidden() -> None:
    segments = page_of(meridian_edition("en"), "segments.md")
    assert 'class="ar-violet-3 ar-clear"' in segments or 'class="ar-orange-3 ar-clear"' in segments
    assert "n = 18" in read(segments)
    assert "Others" in read(segments)
    assert "Tolvec" not in segments


def test_a_hidden_cell_is_hatched_and_explained() -> None:
    report = meridian()
    widest = report.statements[0].gap.subject
    hidden = next(each for each in report.by_segment if each.gap.subject == widest)
    thinner = replace(
        report, by_segment=tuple(each for each in report.by_segment if each is not hidden)
    )
    segments = page_of(edition(thinner, "en"), "segments.md")
    assert unescape(segments).count('<td class="ar-hidden">·</td>') == 1
    assert "Hidden: too few answers" in read(segments)


def test_a_page_with_nothing_to_show_is_not_there() -> None:
    assert "segments.md" not in paths(stories.small())
    contributors = [page.path for page in edition(stories.contributors(), "en").pages]
    assert "actions.md" not in contributors
    assert "mirror.md" not in contributors
    assert "segments.md" not in contributors


def test_without_an_alignment_item_the_overview_does_without_the_number() -> None:
    report = stories.contributors()
    overview = words(report, "index.md")
    assert "say the teams are aligned" not in overview
    assert "Reviewers" in overview
    assert "aligned” mean" not in words(report, "method.md")


def test_a_survey_none_of_whose_statements_may_be_shown_still_has_a_report() -> None:
    report = replace(
        meridian(), statements=(), outcomes=(), dimensions=(), mirror=(), by_segment=(),
        recommendations=(), alignment=(), counts={}, consensus=(), stages=(),
    )  # fmt: skip
    assert [page.path for page in edition(report, "en").pages] == [
        "index.md",
        "method.md",
        "print.md",
    ]


def test_few_answers_show_no_mean_and_say_so() -> None:
    gaps = words(stories.small(), "gaps.md")
    assert "The means themselves are shown from 10 answers" in gaps
    assert "Means are" not in gaps
    chain = words(stories.small(), "actions.md")
    assert "8 answers" in chain


def test_where_one_theme_has_no_mean_its_cells_are_empty() -> None:
    report = meridian()
    first, *others = report.dimensions
    bare = replace(first, gap=replace(first.gap, means=None))
    mixed = replace(report, dimensions=(bare, *others))
    gaps = unescape(page_of(edition(mixed, "en"), "gaps.md"))
    assert gaps.count('<td class="ar-number ar-phone-less">–</td>') == 2


def test_a_number_is_on_the_page_no_finer_than_it_is_printed() -> None:
    for page in edition(stories.small(), "en").pages:
        for value in re.findall(r'data-v="([^"]+)"', page.text):
            assert len(value.partition(".")[2]) <= 2, (page.path, value)


def test_a_theme_without_a_page_is_not_linked() -> None:
    report = replace(meridian(), statements=(), outcomes=())
    assert theme_path(report, "GOA") == ""


def test_an_outcome_has_its_page_and_is_not_counted_among_the_themes() -> None:
    edited = meridian_edition("en")
    themes = [page for page in edited.pages if page.section]
    assert "Theme 1 of 9" in themes[0].text
    assert "not part of their index" in themes[-1].text
    assert "Theme 10" not in themes[-1].text


def test_a_team_split_within_itself_is_told_on_the_page_of_the_theme() -> None:
    split = stories.everywhere(stories.LEVEL, GOA1=([30, 2, 0, 2, 30], [10, 20, 58, 20, 10]))
    pages = edition(
        replace(stories.report(split), settings=Settings(languages=("en",))), "en"
    ).pages
    theme = next(page for page in pages if "Theme 1 of" in page.text)
    assert "How united is each team?" in read(theme.text)
    assert "50% in favour, 50% against" in read(theme.text)


def test_the_method_tells_what_is_noticed_and_is_silent_where_nothing_is() -> None:
    report = replace(stories.meridian(), flagged=(Flagged("speeding", 7),))
    assert "7 took less than two seconds a statement. Such responses" in words(report, "method.md")
    assert "unusual" not in words(stories.meridian(), "method.md")


def test_the_method_counts_what_was_left_out_and_tells_the_rules() -> None:
    method = read(page_of(meridian_edition("en"), "method.md"))
    assert "2 were tests or previews" in method
    assert "fewer than 5 people" in method
    assert "not as a validated scale" in method
    assert "attributed to IDC, source not found" in method
    assert "Autumn 2026 · 23 October 2026" in method
    assert meridian().counts_digest in method
    for item in meridian().questionnaire.items:
        assert language("en").typeset(item.wording["en"]) in method
    assert "report.json" in method


def test_without_date_or_wave_the_method_says_no_when() -> None:
    report = replace(meridian(), settings=Settings(languages=("en",)))
    assert "When?" not in words(report, "method.md")


def test_a_lowered_threshold_is_told_on_every_page_and_explained() -> None:
    report = replace(meridian(), rules=Rules(minimum_group=3))
    edited = edition(report, "en")
    assert "from 3 answers on" in edited.notice
    assert "This report shows groups from 3 people on" in read(page_of(edited, "method.md"))


def test_items_that_too_few_answered_are_named() -> None:
    report = replace(
        meridian(),
        missing_items=("GOA1",),
        withheld=(Withheld(rule="item-base", scope="", cells=1),),
    )
    assert "shown: fewer than 5 people of a team answered it, or" in words(report, "method.md")
    both = replace(report, missing_items=("GOA1", "GOA2"), not_asked=("GOA2",))
    assert "One statement is not shown" in words(both, "method.md")
    assert "One statement was not asked: “" in words(both, "method.md")
    unasked = replace(report, missing_items=("GOA2",), not_asked=("GOA2",))
    assert "One statement is not shown" not in words(unasked, "method.md")


@pytest.mark.parametrize(
    ("settings", "footer"),
    [
        (Settings(consultant="C", client="K"), "Prepared by C for K."),
        (Settings(consultant="C"), "Prepared by C."),
        (Settings(client="K"), "K"),
        (Settings(footer="Confidential", client="K"), "Confidential"),
        (Settings(), ""),
    ],
)
def test_the_foot_of_a_page_says_whose_report_it_is(settings: Settings, footer: str) -> None:
    assert edition(replace(stories.contributors(), settings=settings), "en").footer == footer


def test_invented_answers_are_called_invented() -> None:
    assert "invented" in meridian_edition("en").notice
    assert "inventées" in meridian_edition("fr").notice


def test_no_text_of_others_acts_on_any_page() -> None:
    report = stories.contributors()
    asked = report.questionnaire
    hostile = replace(
        asked,
        title={"en": HOSTILE},
        items=tuple(
            replace(item, title={"en": HOSTILE}, wording={"en": HOSTILE}) for item in asked.items
        ),
        dimensions=tuple(replace(each, name={"en": HOSTILE}) for each in asked.dimensions),
    )
    settings = Settings(title=HOSTILE, client=HOSTILE, consultant=HOSTILE, wave=HOSTILE)
    pages = edition(replace(report, questionnaire=hostile, settings=settings), "en").pages
    for page in pages:
        body = page.text.split("---\n", 2)[2]
        for start in ("<img", "onerror=", "{{", "javascript:", "](", "{:", "`", "--8<--"):
            assert start not in body, (page.path, start)
    assert HOSTILE in read(
        page_of(
            edition(replace(report, questionnaire=hostile, settings=settings), "en"), "index.md"
        )
    )


def test_a_report_on_another_scale_has_pages_too() -> None:
    seven = stories.numbered(surveys.scale(), 7)
    items = [surveys.item("A1", "A", scale=seven), surveys.item("A2", "A", scale=seven)]
    asked = replace(
        surveys.questionnaire(items), scales=(seven,), alignment_item=None, pairs=(),
        dimensions=surveys.questionnaire().dimensions[:1],
    )  # fmt: skip
    counts = {"A1": ([2, 2, 2, 4, 9, 9, 4], [9, 9, 9, 4, 2, 2, 2]), "A2": ([1] * 7, [2] * 7)}
    pages = [page.path for page in edition(stories.report(counts, asked), "en").pages]
    assert pages[:2] == ["index.md", "gaps.md"]


def test_a_source_is_cited_as_far_as_it_is_known() -> None:
    english = read(page_of(meridian_edition("en"), "actions.md"))
    french = read(page_of(meridian_edition("fr"), "actions.md"))
    assert (
        "Le Meunier-FitzHugh & Massey (2019), “Improving relationships between sales and marketing: "
        "the relative effectiveness of cross-functional coordination mechanisms”, "
        "Journal of Marketing Management 35(13–14), 1267–1290 "
    ) in english
    assert "IDC (2007, quoted at second hand)" in english
    assert "SiriusDecisions (cité de seconde main)" in french
    assert "marketing and sales relationships” (abstract alone read)" in english
    assert not re.search(r"\?\.|\.\.|\(\)|, ,", english)


def test_below_the_heading_of_a_theme_stands_what_its_chart_shows() -> None:
    report = meridian()
    theme = theme_path(report, "GOA", "md")
    half = {key: each for key, each in report.counts.items() if key[1].team != "marketing"}
    apart, fewer = "Neutral answers stand apart.", "Where a team gave fewer than 20 answers"
    every, few, some = (
        words(each, theme)
        for each in (report, stories.small(), replace(report, counts=half, consensus=()))
    )
    assert (apart in every, fewer in every) == (True, False)
    assert (apart in some, fewer in some) == (True, True)
    assert (apart in few, fewer in few) == (False, False)
    assert "How many gave each answer is shown from 20 answers in a team on." in few


def test_a_stage_is_said_to_be_a_convention_not_comparable_with_others() -> None:
    note = "not comparable with the published instrument"
    assert "stage “defined”" in words(meridian(), "gaps.md")
    assert note in words(meridian(), "gaps.md")
    assert note not in words(replace(meridian(), stages=()), "gaps.md")


def test_the_limits_of_a_rating_are_those_the_levels_are_cut_at() -> None:
    assert "at least 3.75 on a scale of five, and low when it is below 3.00" in words(
        meridian(), "method.md"
    )


def test_a_theme_is_aligned_on_average_however_many_of_its_statements_differ() -> None:
    gaps = words(meridian(), "gaps.md")
    assert "Exchanges and common language 4 of 4 3.4 3.1 +0.3 0.2 to 0.4 aligned on average" in gaps
    assert "Direction et pouvoir 0 sur 3" in words(meridian(), "gaps.md", "fr")
