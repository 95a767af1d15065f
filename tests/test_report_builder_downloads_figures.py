"""What `report.json` tells of a few people who answer nearly alike."""

from __future__ import annotations

import json

import numpy as np
from reports import report_from

from report_builder.downloads import report_json
from survey.questionnaire_file import load_questionnaire


def test_no_share_of_a_few_people_says_what_each_of_them_answered() -> None:
    asked = load_questionnaire()
    everybody = {
        item.id: (np.array([0, 0, 0, 7, 5]), np.array([8, 0, 0, 0, 0])) for item in asked.items
    }
    found = json.loads(report_json(report_from(everybody, asked)))
    shares = [each for each in found["estimates"] if each["measure"] == "favourable"]
    assert len(shares) == 2 * len(asked.items)
    assert {(each["base"], each["value"], each["bound"]) for each in shares} == {
        (12, 0.9, ">="),
        (8, 0.2, "<="),
    }
    views = [each[view] for each in found["mirror"] for view in ("own", "outside")]
    assert views
    assert all("bound" in view and 0 < view["favourable"] < 1 for view in views)
    assert all(0 < row["value"] < 1 for row in found["alignment"])
    assert not [each for each in found["estimates"] if each["measure"] in {"mean", "point"}]
