"""Every chart there is, on random answers of waves, companies and comments, under any names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import drawings
import metas
import panels
import payloads
import stories
import wave_reports
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from voiced import voiced, words

from report_builder.charts.plan import draw_plan
from report_builder.charts.style import NARROW, WIDE
from report_builder.language import language
from report_builder.pages import drawn
from report_builder.pages.drawn import draw_charts
from report_builder.report import Report
from survey.estimates import Estimate
from survey.importance import Association
from survey.planning import Chances, Plan, Question
from survey.questionnaire_file import load_questionnaire
from survey.voices import WordUse

OURS = load_questionnaire()
LANGUAGES = ("en", "fr")
NAMES = (
    "Kundenbeziehungsmanagement-Außendienstorganisation",
    "Donaudampfschifffahrtsgesellschaftskapitänspatent und Vertriebsinnendienst",
    "Direction du marketing, de la communication et de la marque",
    "Équipe « grands comptes » : partenariats stratégiques d'outre-mer",
    "Key Accounts and Partners in the Regions of the North and West",
    "צוות השיווק והמכירות של אזור הצפון (12)",
    "فريق التسويق والمبيعات في المنطقة الشمالية 34",
    "営業企画推進部門と市場調査室の合同チームおよび販売促進グループ",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "A",
    "🚀👩\u200d🚀 Growth",
)
"""What people call their teams, themes, companies and waves; also what no one expects."""

shares = st.floats(0, 1)
sizes = st.integers(5, 99_999)
counts = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda each: sum(each) > 4)
pairs = st.tuples(counts, counts)


@st.composite
def estimates(draw: st.DrawFn, low: float, high: float) -> Estimate:
    """A value between its bounds."""
    bounds = sorted(draw(st.lists(st.floats(low, high), min_size=3, max_size=3)))
    return Estimate(value=bounds[1], low=bounds[0], high=bounds[2], base=draw(st.integers(5, 9999)))


@st.composite
def associations(draw: st.DrawFn) -> tuple[Association, ...]:
    themes = [each.id for each in OURS.dimensions][: draw(st.integers(2, 9))]
    return tuple(
        Association(
            dimension=theme,
            outcome="OUT1",
            within=draw(estimates(-1, 1)),
            teams=(draw(estimates(-1, 1)), draw(estimates(-1, 1))),
            p_adjusted=draw(shares),
        )
        for theme in themes
    )


@st.composite
def spoken(draw: st.DrawFn) -> WordUse:
    odds = draw(st.floats(-6, 6))
    below, above = draw(st.floats(0.01, 9)), draw(st.floats(0.01, 9))
    return WordUse(
        word=f"word{draw(st.integers(0, 99))}",
        people=(draw(st.integers(0, 40)), draw(st.integers(0, 60))),
        odds=odds,
        low=odds - below,
        high=odds + above,
        z=draw(st.floats(-9, 9)),
        p=draw(shares),
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    """What was answered, and who is called what; told in few words where a test fails."""

    waves: Sequence[Sequence[stories.Two]]
    linked: bool
    companies: int
    kind: panels.Kind
    named: bool
    expected: Mapping[tuple[str, str], float]
    sizes: tuple[int, int]
    said: Sequence[WordUse]
    associations: tuple[Association, ...]
    first_name: int

    def report(self) -> Report:
        """All that a report can hold: of each wave, its few answers over and over."""
        waves = {
            f"Wave of {2020 + year}": {
                item.id: few[place % len(few)] for place, item in enumerate(OURS.items)
            }
            for year, few in enumerate(self.waves)
        }
        report = wave_reports.report(waves, ids=self.linked)
        companies = panels.people(self.companies, self.kind)
        whole = replace(
            voiced(report, words(*self.said)),
            panel=panels.reported(companies).panel,
            settings=replace(report.settings, named_companies=self.named),
            associations=self.associations,
            meta=metas.meta_report(self.expected, *self.sizes).meta,
        )
        return payloads.relabelled(whole, self.name)

    def name(self, number: int) -> str:
        """One of the names; each again with a number when all are used."""
        again, place = divmod(self.first_name + number, len(NAMES))
        return f"{NAMES[place]} {again}" if again else NAMES[place]


cases = st.builds(
    Case,
    waves=st.lists(st.lists(pairs, min_size=1, max_size=3), min_size=2, max_size=5),
    linked=st.booleans(),
    companies=st.integers(10, 60),
    kind=st.builds(panels.Kind, spread=st.floats(0, 2), level=st.floats(1, 5)),
    named=st.booleans(),
    expected=st.fixed_dictionaries(dict.fromkeys(metas.FORESEEN, st.floats(1, 5))),
    sizes=st.tuples(st.integers(5, 200), st.integers(5, 200)),
    said=st.lists(spoken(), min_size=1, max_size=20),
    associations=associations(),
    first_name=st.integers(0, len(NAMES) - 1),
)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.generate],
)
@given(case=cases, code=st.sampled_from(LANGUAGES))
def test_whatever_was_answered_by_whomever_can_be_read(case: Case, code: str) -> None:
    charts = draw_charts(case.report(), language(code))
    assert [fault for chart in charts for fault in drawings.faults(chart)] == []


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any number of lines, as small or as large as teams can be."""
    answers = draw(st.lists(st.tuples(sizes, sizes), min_size=1, max_size=40))
    return Plan(
        question=Question(gap=draw(st.floats(0.1, 4)), chance=draw(st.floats(0.5, 0.99))),
        lines=tuple(
            Chances(answers=each, gap=draw(shares), aligned=draw(shares)) for each in answers
        ),
    )


@settings(max_examples=12, phases=[Phase.generate])
@given(plan=plans())
def test_a_plan_of_any_number_of_answers_can_be_read(plan: Plan) -> None:
    drawn = zip(draw_plan(plan), (WIDE, NARROW), strict=True)
    assert [fault for svg, width in drawn for fault in drawings.drawing_faults(svg, width)] == []


def test_no_chart_is_left_out_of_these_tests() -> None:
    modules = files("report_builder").joinpath("charts").iterdir()
    drawing = {
        Path(each.name).stem
        for each in modules
        if each.name.endswith(".py") and "\ndef draw(" in each.read_text("utf-8")
    }
    assert drawing <= vars(drawn).keys()
    assert len(drawing) > 10


def test_what_leaves_a_drawing_or_touches_is_found() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 20">'
        '<text x="2" y="15" font-size="10">here</text><text x="4" y="15" font-size="11">and</text>'
        '<text x="40" y="15" font-size="11">beyond</text>'
        '<path d="M5 5L5 30"/><use x="48" y="5"/></svg>'
    )
    found = {fault.split(":")[0] for fault in drawings.drawing_faults(svg, 60)}
    assert found == {"not 60 wide", "outside", "touch", "small", "leaves"}
    assert drawings.strays(svg) == [(5, 30), (52, 9)]
