"""Which words stand right before a number? The last one to four of them, ready to be looked up."""

from __future__ import annotations

from functools import cached_property

_WINDOW = 60
_MOST_WORDS = 4


class Left:
    """The text before an offset of a block, in lower case.

    Attributes:
        before: At most 60 characters that end where the number begins.
    """

    def __init__(self, lower: str, at: int) -> None:
        self.before = lower[max(0, at - _WINDOW) : at]

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """The last word, the last two words … before the number; `: ( “` between them and it do not count."""
        words = self.before.rstrip(' :(“"').replace("(", " ").replace("“", " ").split()[-_MOST_WORDS:]
        return tuple(" ".join(words[-size:]) for size in range(1, len(words) + 1))

    def ends_with(self, phrases: frozenset[str]) -> bool:
        """Whether one of the phrases (of at most four words) stands right before the number."""
        return not phrases.isdisjoint(self.tails)
