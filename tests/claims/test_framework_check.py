"""What a check does with the statements of its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st

from thuocdo.claims.check import check_document
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.registry import find_rule
from thuocdo.claims.rule import Checked, Rule, RuleContext, Status, place_of
from thuocdo.claims.sentences import sentences_of
from thuocdo.documents import Document, open_document
from thuocdo.errors import Severity, Text


def document_of(*paragraphs: str) -> Document:
    return open_document("\n\n".join(paragraphs).encode(), "example.txt", format="txt")


class Everything(Rule):
    """Speaks of every figure."""

    id: ClassVar[str] = "XX001"
    name: ClassVar[str] = "everything"
    title: ClassVar[Text] = Text("mọi số", "every figure")
    statement: ClassVar[str] = "warning"

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        for figure in reversed(reading.figures):
            yield from self.say(figure)

    def say(self, figure: Figure) -> Iterator[Finding | Checked]:
        yield self.finding(Text("sai", "wrong"), [figure], severity=Severity(self.statement))


class Approves(Everything):
    id = "XX002"

    def say(self, figure: Figure) -> Iterator[Finding | Checked]:
        yield Checked((figure,))


class Notes(Everything):
    id = "XX003"
    statement = "note"


class Twice(Everything):
    id = "XX004"

    def say(self, figure: Figure) -> Iterator[Finding | Checked]:
        yield from super().say(figure)
        yield from super().say(figure)


class Silent(Everything):
    id = "XX005"

    def say(self, figure: Figure) -> Iterator[Finding | Checked]:
        yield from ()


TEXT = document_of("Toàn tỉnh có 120 xã và 14 phường.", "Trồng mới 1.250 ha rừng.")


def test_findings_come_in_reading_order_whatever_order_the_rule_has() -> None:
    report = check_document(TEXT, rules=[Everything()])

    assert [finding.stated for finding in report.findings] == ["120 xã", "14 phường", "1.250 ha"]


def test_the_same_statement_is_told_once() -> None:
    report = check_document(TEXT, rules=[Twice()])

    assert len(report.findings) == 3


def test_a_figure_of_a_warning_is_faulty_and_checked() -> None:
    coverage = check_document(TEXT, rules=[Everything()]).coverage

    assert (coverage.figures, coverage.checked, coverage.faulty, coverage.uncheckable) == (3, 3, 3, 0)


def test_a_figure_of_a_note_is_checked_and_not_faulty() -> None:
    coverage = check_document(TEXT, rules=[Notes()]).coverage

    assert (coverage.checked, coverage.faulty, coverage.uncheckable) == (3, 0, 0)


def test_a_figure_that_agrees_is_checked() -> None:
    coverage = check_document(TEXT, rules=[Approves()]).coverage

    assert (coverage.checked, coverage.faulty, coverage.uncheckable) == (3, 0, 0)


def test_a_figure_no_rule_speaks_of_is_uncheckable() -> None:
    coverage = check_document(TEXT, rules=[Silent()]).coverage

    assert (coverage.figures, coverage.checked, coverage.uncheckable) == (3, 0, 3)


class OnlyNotes:
    """Settings that leave one rule out and soften all others."""

    def is_selected(self, rule: Rule) -> bool:
        return rule.id != "XX002"

    def severity_of(self, finding: Finding) -> Severity:
        return Severity.NOTE


def test_the_settings_choose_rules_and_severities() -> None:
    report = check_document(TEXT, rules=[Everything(), Approves()], config=OnlyNotes())

    assert {finding.rule for finding in report.findings} == {"XX001"}
    assert {finding.severity for finding in report.findings} == {Severity.NOTE}
    assert report.coverage.faulty == 0


def test_what_several_rules_need_is_made_once_for_a_check() -> None:
    made: list[Reading] = []
    reading = check_document(TEXT, rules=[Silent()]).reading
    context = RuleContext()

    def make(of: Reading) -> int:
        made.append(of)
        return len(made)

    assert [context.shared(make, reading), context.shared(make, reading)] == [1, 1]


def test_a_fix_given_as_text_takes_the_place_of_the_first_place() -> None:
    figure = check_document(TEXT, rules=[Silent()]).reading.figures[0]

    finding = Everything().finding(Text("sai", "wrong"), [figure], fix="121 xã", expected="121 xã")

    assert finding.fix is not None
    assert (finding.fix.place, finding.fix.replacement) == (place_of(figure), "121 xã")
    assert (finding.stated, finding.severity) == ("120 xã", Severity.ERROR)


def test_a_rule_is_stable_unless_it_says_otherwise() -> None:
    assert Everything().status is Status.STABLE
    assert Everything().family == "XX"


def test_a_document_without_figures_has_an_empty_report() -> None:
    report = check_document(document_of("Không có số liệu nào trong đoạn này."))

    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []
    assert report.coverage.figures == 0


def test_decomposed_letters_give_the_same_findings() -> None:
    import unicodedata

    text = "Xếp loại khá 210/1.640 cán bộ (bằng 12,1%). Tỷ lệ hộ nghèo cuối kỳ còn ...%."
    composed = check_document(document_of(text))
    decomposed = check_document(document_of(unicodedata.normalize("NFD", text)))

    assert [(f.rule, f.stated, f.text) for f in decomposed.findings] == [
        (f.rule, f.stated, f.text) for f in composed.findings
    ]
    assert {"TT001", "TR001"} <= {finding.rule for finding in composed.findings}


def test_a_sentence_without_end_is_cut_into_pieces() -> None:
    reading = check_document(
        document_of("Có " + ", ".join(f"{n} xã" for n in range(10, 300))), rules=[Silent()]
    ).reading

    sentences = sentences_of(reading)

    assert sum(len(sentence.figures) for sentence in sentences) == len(reading.figures)
    assert max(len(sentence.figures) for sentence in sentences) <= 80


def test_what_is_remembered_belongs_to_one_reading_only() -> None:
    reading = check_document(TEXT, rules=[Silent()]).reading
    other = check_document(document_of("Có 5 xã."), rules=[Silent()]).reading

    assert len(sentences_of(reading)) == 2
    assert len(sentences_of(other)) == 1
    assert sentences_of(replace(reading, figures=[], by_block={})) == ()


FRAGMENTS = st.sampled_from(
    re.split(
        r"\|",
        "tăng từ |lên |xuống còn |giảm |tăng |gấp |so với |năm 2020 |năm 2024 |mục tiêu |kế hoạch |đạt |chiếm |vượt "
        "|trong đó |gồm |bao gồm |cụ thể |tổng số |còn lại |đã giải quyết |tiếp nhận |bình quân |đứng thứ |cơ cấu "
        "|( |) |; |, |. |: |và |thành thị |nông thôn |sáp nhập |thành |12 |0 |0,0% |57,1% |1.250 |120 xã |5/0 xã "
        "|3/7 xã |100% |... % |…/63 |2 lần |0 lần |4 bậc |14-15% |10 tỷ đồng |-5% |1.250.000 tỷ đồng |6%/năm "
        "|8 điểm phần trăm |(1955-2025) |65 năm |58 tạ/ha |0 ha |100 nghìn ha |gần |trên |dưới |12.5 |99999999999999 ",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(FRAGMENTS, min_size=1, max_size=25).map("".join), min_size=1, max_size=4))
def test_no_text_breaks_a_rule(paragraphs: list[str]) -> None:
    report = check_document(document_of("Báo cáo kết quả thực hiện nhiệm vụ của tỉnh.", *paragraphs))

    coverage = report.coverage
    assert coverage.uncheckable + coverage.checked == coverage.figures
    assert coverage.faulty <= coverage.checked
    for finding in report.findings:
        assert finding.places
        assert finding.text.vi
        assert finding.text.en
        assert find_rule(finding.rule).id == finding.rule
