"""The folder of rules is the catalogue; ids lead to rules for ever."""

import pytest

from thuocdo.claims import registry
from thuocdo.claims.registry import UnknownRule, find_rule, load_rules, select_rules


def test_every_rule_is_found_by_its_id_and_by_its_name_in_any_case() -> None:
    for rule in load_rules():
        assert find_rule(rule.id.lower()) is rule
        assert find_rule(rule.name) is rule


def test_rules_stand_in_order_of_their_ids() -> None:
    ids = [rule.id for rule in load_rules()]

    assert ids == sorted(ids)
    assert ids


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(UnknownRule, match="TT001"):
        find_rule("TT0001")


def test_a_retired_id_leads_to_its_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.REDIRECTS, "TT999", "TT001")

    assert find_rule("tt999").id == "TT001"
    assert [rule.id for rule in select_rules(["TT999"])] == ["TT001"]


def test_a_prefix_selects_a_family_and_ignore_wins() -> None:
    chosen = {rule.id for rule in select_rules(["TT"], ["TT001"])}

    assert "TT001" not in chosen
    assert chosen
    assert {rule_id[:2] for rule_id in chosen} == {"TT"}


def test_no_selection_means_every_rule() -> None:
    assert select_rules() == load_rules()


def test_selecting_what_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownRule):
        select_rules(["QQ"])
