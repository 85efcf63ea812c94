"""Which indicator of a plan pack is a figure of? Names, shared words, and what a person has settled.

The door of the room: other rooms import from here and not from its modules.
"""

from thuocdo.claims.binding.bind import Candidate, ReviewItem, bind_figures, candidates, review_list
from thuocdo.claims.binding.fingerprint import Fingerprint, fingerprint_of
from thuocdo.claims.binding.lock import (
    LOCK_NAME,
    LOCK_PROBLEM_CODES,
    Entry,
    Lock,
    LockError,
    Verdict,
    confirm,
    load_lock,
    reject,
    save_lock,
)

__all__ = [
    "LOCK_NAME",
    "LOCK_PROBLEM_CODES",
    "Candidate",
    "Entry",
    "Fingerprint",
    "Lock",
    "LockError",
    "ReviewItem",
    "Verdict",
    "bind_figures",
    "candidates",
    "confirm",
    "fingerprint_of",
    "load_lock",
    "reject",
    "review_list",
    "save_lock",
]
