"""What a mapping file says of the scales: the numbers of their points, and what answers mean."""

from __future__ import annotations

from survey.fields import Fields
from survey.number_range import NumberRange, number_range
from survey.questionnaire import Questionnaire, ResponseScale
from survey.wording import normalised, quoted

CANT_SAY_WORD = "cant-say"
MISSING_WORD = "missing"
NUMBERS_WORD = "numbers"
_BESIDE_THE_SCALE = {CANT_SAY_WORD: 0, MISSING_WORD: -1}
_EXAMPLE = "1 to 5"


def read_stated_scales(
    fields: Fields, questionnaire: Questionnaire
) -> tuple[dict[str, dict[str, int]], dict[str, NumberRange]]:
    """What answers mean on each scale, and the numbers that are stated for its points."""
    known = {scale.id: scale for scale in questionnaire.scales}
    scales = fields.mapping("scales")
    found: dict[str, dict[str, int]] = {}
    numbers: dict[str, NumberRange] = {}
    for name in scales.keys():  # noqa: SIM118 - not a dict
        if name not in known:
            scales.mistake(
                name, f"the questionnaire has no scale {quoted(name)}: {', '.join(known)}"
            )
            continue
        if not scales.has(name):
            scales.mistake(name, f"is empty: state its numbers, such as {_EXAMPLE}, or answers")
        answers = scales.mapping(name, short=NUMBERS_WORD)
        stated = _stated_numbers(answers, known[name])
        if stated:
            numbers[name] = stated
        found[name] = (stated.points() if stated else {}) | _long_form(answers, known[name])
    return found, numbers


def _stated_numbers(answers: Fields, scale: ResponseScale) -> NumberRange | None:
    """The range stated for a scale: as many numbers as it has points."""
    if NUMBERS_WORD not in answers.keys():  # noqa: SIM118 - not a dict
        return None
    text = answers.text(NUMBERS_WORD)
    stated = number_range(text)
    if stated and len(stated.numbers) == scale.size:
        return stated
    if text:
        problem = f"{quoted(text)} is no range such as {_EXAMPLE}"
        if stated:
            problem = (
                f"{stated} are {len(stated.numbers)} numbers; {scale.id} has {scale.size} points"
            )
        answers.mistake(NUMBERS_WORD, problem)
    return None


def _long_form(answers: Fields, scale: ResponseScale) -> dict[str, int]:
    """The answers whose meaning is said one by one."""
    meanings = {str(point.value): point.value for point in scale.points} | _BESIDE_THE_SCALE
    return {
        normalised(answer): meanings.get(answers.choice(answer, tuple(meanings)), 0)
        for answer in answers.keys()  # noqa: SIM118 - not a dict
        if answer != NUMBERS_WORD
    }
