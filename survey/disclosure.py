"""The decision what may be published, taken once, before anything is drawn or written.

Rules in force: those of `survey.proven_plan` for the groups, and of `survey.released_answers` for
the answers to each item; means and full distributions from 10 answers on. Each wave is decided for
itself: no figure is of several waves together. Whether companies are shown side by side,
`survey.panel_release` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey.cells import COMPANY
from survey.engines.pandas_engine import Counted, Wave
from survey.errors import ConfidentialityError, SurveyError, TeamValueError
from survey.linked_release import linked_of
from survey.linking import written
from survey.meta_disclosure import foreseen_counts, foreseen_pairs
from survey.panel_pair import companies_compared
from survey.panel_release import as_panel, panel_of
from survey.proven_plan import ProvenPlan, proven_plan
from survey.questionnaire import Questionnaire
from survey.recording import record_of
from survey.release import (
    Counts,
    Flagged,
    Group,
    Histogram,
    Linked,
    Panel,
    Release,
    Rules,
    Withheld,
)
from survey.release_record import ReleaseRecord
from survey.released_answers import answers_of, sayable
from survey.released_groups import Headcounts, released_groups
from survey.tally import Tally
from survey.unanimity import without_mean
from survey.voices import NO_VOICES
from survey.voices_shown import NOTHING_OPEN, OpenQuestions, shown_voices

LOWEST_MINIMUM_GROUP = 3


def release(
    counted: Counted,
    questionnaire: Questionnaire,
    rules: Rules,
    *,
    roster: Headcounts | None = None,
    asked: OpenQuestions = NOTHING_OPEN,
) -> tuple[Release, ReleaseRecord]:
    """Decide what may be published, and remember what was decided.

    Args:
        counted: the whole survey.
        questionnaire: names the two teams and the number of points of each item.
        rules: the thresholds in force.
        roster: head-counts, where they are known.
        asked: the open questions, and the review of comments that may be shown.

    Raises:
        TeamValueError: one of the two teams did not answer at all.
        ConfidentialityError: a threshold below 3, a team smaller than the threshold, or no item
            that enough people of both teams answered.
        HeadcountError: more people answered than were asked.
        CommentReviewError: the review makes people say what they did not write.
    """
    _refuse_low_threshold(rules)
    *before, last = _large_enough(counted, questionnaire, rules)
    panels = _panels(before, last, questionnaire, rules)
    before = [wave for wave in before if not panels or wave.label in panels]
    planned = {wave.label: _Planned.of(wave, rules, split=not panels) for wave in (*before, last)}
    released = _released(planned[last.label], counted, questionnaire, rules, roster)
    if panels:
        released = _as_panel(released, panels, questionnaire)
    _refuse_no_answers(released)
    found = [_released(planned[wave.label], counted, questionnaire, rules) for wave in before]
    earlier = [each for each in found if each.items]
    if panels:
        earlier, released = _panels_before(earlier, released, panels, questionnaire)
    shown = (*earlier, released)
    released = replace(
        released,
        read=_read(counted, shown),
        linked=_linked(counted, planned, shown, questionnaire),
        earlier=tuple(earlier),
        withheld=tuple(sorted([*released.withheld, *_waves_left_out(counted, shown)])),
        voices=shown_voices(last.tally, questionnaire, rules, asked) if not panels else NO_VOICES,
    )
    tallies = {label: each.plan.tally for label, each in planned.items()}
    return released, record_of(released, tallies)


def _large_enough(counted: Counted, questionnaire: Questionnaire, rules: Rules) -> tuple[Wave, ...]:
    """The waves that enough people of both teams answered, the oldest first; one at least."""
    found = tuple(
        wave
        for wave in counted.waves
        if min(_team_sizes(wave, questionnaire).values()) >= rules.minimum_group
    )
    if not found:
        raise _small_teams(_team_sizes(counted.waves[-1], questionnaire), rules)
    return found


def _panels(
    before: Iterable[Wave], last: Wave, questionnaire: Questionnaire, rules: Rules
) -> dict[str, Panel]:
    """The waves whose companies are shown side by side; none where those of the last are not."""
    found: dict[str, Panel] = {}
    for wave in (last, *before):
        panel = panel_of(wave.tally.of_companies(), questionnaire, rules)
        if panel is not None:
            found[wave.label] = panel
        elif not found:
            break
    return found


def _panels_before(
    earlier: Iterable[Release],
    released: Release,
    panels: Mapping[str, Panel],
    questionnaire: Questionnaire,
) -> tuple[list[Release], Release]:
    """The waves before, and the last with the companies compared; none before where none are."""
    found = [_as_panel(each, panels, questionnaire) for each in earlier]
    teams = [team.id for team in questionnaire.teams]
    compared = companies_compared(found[-1], released, teams) if found else None
    return found if compared else [], replace(released, compared=compared)


def _as_panel(
    released: Release, panels: Mapping[str, Panel], questionnaire: Questionnaire
) -> Release:
    return as_panel(released, panels[released.wave], [team.id for team in questionnaire.teams])


def _waves_left_out(counted: Counted, shown: Sequence[Release]) -> tuple[Withheld, ...]:
    """Those that too few people answered; of a panel, others have too few companies."""
    if shown[-1].panel is not None:
        return ()
    cells = len(counted.waves) - len(shown)
    return (Withheld(rule="wave", scope="", cells=cells),) if cells else ()


def _read(counted: Counted, shown: tuple[Release, ...]) -> int | None:
    """The responses read, where what is shown of them and left out leaves no few to be counted."""
    last = shown[-1]
    if last.panel is not None:
        return None
    removed = sum(entry.count for entry in counted.removed)
    people = sum(entry.n for each in shown for entry in each.groups if entry.group == Group())
    rest = counted.read - removed - people
    parts = (rest, rest - (last.outside_teams or 0))
    told = all(sayable(part, last.rules.minimum_group) is not None for part in parts)
    return counted.read if told else None


def _linked(
    counted: Counted,
    planned: Mapping[str, _Planned],
    waves: tuple[Release, ...],
    questionnaire: Questionnaire,
) -> Linked | None:
    """The same people in the last two waves shown, where the last is the last that there is."""
    if len(waves) == 1 or waves[-1].panel is not None:
        return None
    before, last = waves[-2:]
    shown = before.wave, last.wave
    found = next((each for each in counted.linked if (each.before, each.after) == shown), None)
    if found is None:
        return None
    plan, last_plan = planned[before.wave].plan, planned[last.wave].plan
    return linked_of(
        written(found, (plan.spellings, last_plan.spellings)),
        (plan.tally.cells, last_plan.tally.cells),
        (before, last),
        questionnaire,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Planned:
    """A wave, and the groups of it that may be shown."""

    wave: Wave
    plan: ProvenPlan

    @classmethod
    def of(cls, wave: Wave, rules: Rules, *, split: bool = True) -> _Planned:
        """Of a panel the teams alone: segments of all companies are what nobody asks for."""
        segments = wave.tally.cells.segments if split else ()
        plan = proven_plan(wave.tally.of_everybody(), segments, rules.minimum_group)
        return cls(wave=wave, plan=plan)


def _released(
    planned: _Planned,
    counted: Counted,
    questionnaire: Questionnaire,
    rules: Rules,
    roster: Headcounts | None = None,
) -> Release:
    """What may be published of one wave, both teams of which are large enough."""
    wave, plan, tally = planned.wave, planned.plan, planned.plan.tally
    answers = answers_of(plan, questionnaire, rules.minimum_group)
    foreseen = foreseen_counts(tally.meta, rules)
    return Release(
        rules=rules,
        groups=released_groups(plan, roster),
        items=tuple(item for item in tally.items if (item, Group()) in answers.items),
        read=counted.read,
        removed=counted.removed,
        withheld=tuple(sorted([*plan.withheld, *answers.withheld])),
        outside_teams=sayable(tally.outside_teams, rules.minimum_group),
        item_counts=answers.items,
        cant_say_counts=answers.cant_say,
        theme_scores=answers.themes,
        at_least=answers.at_least,
        without_mean=without_mean(answers.items, foreseen, questionnaire),
        joined=plan.joined,
        flagged=_sayable_flags(wave, rules),
        company=_only_company(tally),
        number_histograms=_numbers(tally, questionnaire, rules),
        wave=wave.label,
        waves=len(counted.waves),
        pair_counts=_pairs(tally, questionnaire, rules),
        foreseen_counts=foreseen,
        foreseen_pairs=foreseen_pairs(plan, questionnaire, answers, foreseen, rules),
    )


def _team_sizes(wave: Wave, questionnaire: Questionnaire) -> dict[str, int]:
    """People of each team, by its name."""
    sizes = dict(zip(wave.tally.groups, wave.tally.respondents.tolist(), strict=True))
    return {
        next(iter(team.names.values())).plain: sizes.get(Group(team=team.id), 0)
        for team in questionnaire.teams
    }


def _only_company(tally: Tally) -> str:
    """The company that all of those compared work for; "" without one."""
    column = tally.cells.columns.index(COMPANY)
    stated = {tally.cells.labels[column][code] for code in tally.cells.codes[:, column].tolist()}
    return stated.pop() if len(stated) == 1 else ""


def _refuse_low_threshold(rules: Rules) -> None:
    if rules.minimum_group < LOWEST_MINIMUM_GROUP:
        raise ConfidentialityError(
            f"minimum group {rules.minimum_group}: a number that rests on fewer than "
            f"{LOWEST_MINIMUM_GROUP} people points at them.",
            f"ask for {LOWEST_MINIMUM_GROUP} or more; the default is 5.",
        )


def _small_teams(answered: Mapping[str, int], rules: Rules) -> SurveyError:
    """What is wrong with the teams, one of which is too small."""
    silent = [name for name, n in answered.items() if not n]
    if silent:
        return TeamValueError(
            f"No response of {', '.join(silent)} counts: there is nothing to compare.",
            "check the team column and its values (build-report check EXPORT), or wait for "
            "answers of both teams.",
        )
    small = [name for name, n in answered.items() if n < rules.minimum_group]
    return ConfidentialityError(
        f"Fewer than {rules.minimum_group} people of {', '.join(small)} answered: nothing can "
        "be published without pointing at them.",
        "wait for more answers; the threshold is --minimum-group (3 at the lowest).",
    )


def _refuse_no_answers(released: Release) -> None:
    if not released.items:
        raise ConfidentialityError(
            f"No item was answered by {released.rules.minimum_group} people or more of each team "
            '("I can\'t say" is no answer to compare): there is nothing to publish.',
            "check how answers are read (build-report check EXPORT), or wait for more answers.",
        )


def _numbers(
    tally: Tally, questionnaire: Questionnaire, rules: Rules
) -> dict[tuple[str, Group], Histogram]:
    """The numbers of the two teams, where each gave enough of them for a mean to be shown."""
    enough = max(rules.minimum_group, rules.distribution_base)
    released: dict[tuple[str, Group], Histogram] = {}
    for question in tally.numbers.questions:
        found = {
            Group(team=team.id): tally.numbers.histogram(question, team.id)
            for team in questionnaire.teams
        }
        if all(int(each.counts.sum()) >= enough for each in found.values()):
            released |= {(question, group): each for group, each in found.items()}
    return released


def _pairs(
    tally: Tally, questionnaire: Questionnaire, rules: Rules
) -> dict[tuple[str, str, Group], Counts]:
    """The tables of two items together, where enough people of the team answered both."""
    size = {item.id: item.scale.size for item in questionnaire.items}
    found = {
        (*pair, Group(team=team)): tally.pairs.of(team, pair)[: size[pair[0]], : size[pair[1]]]
        for team in tally.pairs.teams
        for pair in tally.pairs.pairs
    }
    return {key: table for key, table in found.items() if rules.exact(int(table.sum()))}


def _sayable_flags(wave: Wave, rules: Rules) -> tuple[Flagged, ...]:
    """What is noticed of people in the figures: no number that points at a few of them."""

    def said(count: int) -> int | None:
        rest = sayable(wave.kept - count, rules.minimum_group)
        return None if rest is None else sayable(count, rules.minimum_group)

    return tuple(Flagged(entry.reason, said(entry.count or 0)) for entry in wave.flagged)
