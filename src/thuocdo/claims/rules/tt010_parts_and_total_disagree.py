"""TT010: the parts do not add up to the total they are said to make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from thuocdo.claims.arithmetic import exact_spread, is_whole_count, middle, spread, total
from thuocdo.claims.messages import number, say, say_bare, sides
from thuocdo.claims.model import Figure, Finding, Reading
from thuocdo.claims.partitions import Partition, Promise, partitions_of
from thuocdo.claims.rule import Checked, Rule, RuleContext
from thuocdo.claims.sentences import are_complements
from thuocdo.errors import Severity, Text
from thuocdo.quantities import Interval

_NEAR = Decimal("0.2")
"""A sum further from the total than this is no slip but another kind of list."""


class PartsAndTotalDisagree(Rule):
    """Các phần cộng lại không bằng tổng

    ## Kiểm tra gì
    Một tổng số rồi danh sách các phần: sau `gồm`, `bao gồm`, `chia ra`, `cụ thể`, trong ngoặc ngay sau
    tổng, hoặc sau `trong đó` khi mọi phần đếm cùng một thứ với tổng và tổng các phần sát với tổng số.

    ## Vì sao sai
    Cộng các phần không ra tổng. Sau `gồm` là lỗi; sau `trong đó` thì danh sách có thể cố ý không đủ, nên
    chỉ cảnh báo.

    ## Ví dụ
    `Có 510 dự án (gồm 394 dự án FDI và 106 dự án trong nước).` 394 + 106 = 500.

    ## Nên viết
    `Có 510 dự án (gồm 394 dự án FDI và 116 dự án trong nước).` Nếu chỉ nêu vài phần thì viết `trong đó có`.
    """

    id = "TT010"
    name = "parts-and-total-disagree"
    title = Text("Các phần cộng lại không bằng tổng", "The parts do not add up to the total")

    def check(self, reading: Reading, context: RuleContext) -> Iterator[Finding | Checked]:
        """Add up the parts of every partition."""
        for partition in context.shared(partitions_of, reading):
            if len(partition.parts) < 2:
                continue
            members = (partition.total, *partition.parts)
            if partition.sum.intersects(exact_spread(partition.total)):
                yield Checked(members)
            elif not partition.is_open:
                verdict = _verdict(partition)
                if verdict is not None:
                    yield self._finding(partition, *verdict)

    def _finding(self, partition: Partition, severity: Severity, confidence: int) -> Finding:
        whole = partition.total
        formula = " + ".join(say_bare(part) for part in partition.parts)
        decimals = max(figure.decimals for figure in (whole, *partition.parts))
        text = sides(formula, partition.sum, whole, decimals=decimals)
        gap = middle(partition.sum - spread(whole)).scaleb(-whole.scale)
        return self.finding(
            Text(
                f"{text.vi} (lệch {number(abs(gap), decimals)})",
                f"{text.en} (off by {number(abs(gap), decimals)})",
            ),
            [whole, *partition.parts],
            expected=f"{number(middle(partition.sum).scaleb(-whole.scale), decimals)} {whole.unit}".strip(),
            stated=say(whole),
            severity=severity,
            confidence=confidence,
        )


def _verdict(partition: Partition) -> tuple[Severity, int] | None:
    """Return how sure a mismatch is; None where the list need not be complete."""
    near = _is_near(partition)
    one_noun = partition.has_one_noun
    shares_close = _shares_make_a_whole(partition)
    if partition.promise is Promise.ALL:
        if one_noun or partition.names_the_parts or shares_close:
            return Severity.ERROR, 100
        counts = all(not part.scale and not part.decimals for part in partition.parts)
        return (Severity.WARNING, 60) if near and counts else None
    if shares_close and one_noun:
        return Severity.ERROR, 95
    if partition.promise is Promise.LISTED:
        complete = one_noun or partition.names_the_parts or _is_bare(partition)
        return (Severity.WARNING, 75) if complete and near and len(partition.parts) > 1 else None
    if near and _are_halves(partition):
        return Severity.ERROR, 90
    if not near or not all(is_whole_count(figure) for figure in (partition.total, *partition.parts)):
        return None
    enough = len(partition.parts) > (2 if partition.has_only_some else 1)
    said_alike = one_noun and all(part.unit for part in partition.parts)
    if enough and (said_alike or (_is_bare(partition) and not partition.has_only_some)):
        return (Severity.WARNING, 65) if _is_closed(partition) else (Severity.NOTE, 50)
    return None


def _is_closed(partition: Partition) -> bool:
    """Whether the list looks complete: `và` before the last part."""
    last = partition.parts[-2:]
    return " và " in partition.sentence.between(last[0], last[1])


def _are_halves(partition: Partition) -> bool:
    """Whether the two parts are the two halves of everything: xuất khẩu and nhập khẩu."""
    if len(partition.parts) != 2 or not partition.has_one_noun:
        return False
    sentence = partition.sentence
    first, second = partition.parts
    words = [
        f"{sentence.before(part)[-30:]} {part.text.lower()} {sentence.after(part)[:25]}"
        for part in (first, second)
    ]
    return are_complements(sentence.before(first)[-30:], sentence.before(second)[-30:]) or (
        are_complements(*(text.split(",")[0] for text in words)) and first.unit != second.unit
    )


def _is_near(partition: Partition) -> bool:
    whole, parts = spread(partition.total), partition.sum
    if whole.low is None or whole.high is None or parts.low is None or parts.high is None:
        return False
    room = abs(middle(whole)) * _NEAR
    return parts.high >= whole.low - room and parts.low <= whole.high + room


def _is_bare(partition: Partition) -> bool:
    """Whether no part names a unit of its own: `bổ nhiệm 44, điều động 37`."""
    return all(not part.unit for part in partition.parts)


def _shares_make_a_whole(partition: Partition) -> bool:
    """Whether every part has a percentage and these make 100."""
    shares: list[Figure] = [
        partition.shares[part.start] for part in partition.parts if part.start in partition.shares
    ]
    if len(shares) != len(partition.parts):
        return False
    return total(spread(share) for share in shares).intersects(Interval.point(Decimal(100)))
