"""A page says what it may run and load: what came with it, by name or by hash."""

from __future__ import annotations

import base64
import hashlib

import pytest

from report_builder.policy import guarded, inline_scripts, policy


def rule(rules: str, name: str) -> str:
    """What a policy says of one kind of thing."""
    return dict(each.split(" ", 1) for each in rules.split("; "))[name]


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_whatever_is_not_named_is_refused() -> None:
    rules = policy()
    assert rule(rules, "default-src") == "'none'"
    assert "unsafe" not in rules
    assert "*" not in rules
    for name in ("base-uri", "form-action"):  # of which default-src says nothing
        assert rule(rules, name) == "'none'"


def test_a_script_and_a_style_sheet_of_the_page_are_named_by_their_hash() -> None:
    rules = policy(scripts=["go()", "go()", "é()"], styles=["p {}"])
    assert rule(rules, "script-src") == f"'self' {digest('go()')} {digest('é()')}"
    assert rule(rules, "style-src") == f"'self' {digest('p {}')}"


def test_a_script_is_inline_when_its_text_stands_in_the_page() -> None:
    page = """<script>one()
    </script><script src="two.js"></script><SCRIPT defer>three()</SCRIPT >
    <script id="__config" type="application/json">{"a": "b"}</script>"""
    assert inline_scripts(page) == ("one()\n    ", "three()")


def test_the_policy_stands_before_all_it_is_about() -> None:
    page = guarded('<head>\n<meta charset="utf-8">\n<script>one()</script></head>', "rules")
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert page.index("charset") < page.index("Content-Security-Policy")


def test_a_page_that_has_no_place_for_its_policy_is_no_page_of_ours() -> None:
    with pytest.raises(ValueError, match="does not say that it is UTF-8"):
        guarded("<html><body></body></html>", "rules")
