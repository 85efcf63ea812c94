"""Do a plan's own numbers agree with each other?

A plan's targets hang together: sector growth makes total growth, parts make wholes, money per head needs
people. A pack declares such identities in coherence.yaml; each kind brings its arithmetic and prints its
assumptions, every step with its numbers, and the gap. docs/reference/coherence.md describes the format.
"""

from thuocdo.evaluate.coherence.check import check_coherence, run_identity
from thuocdo.evaluate.coherence.load import check_identities, load_identities, read_identities
from thuocdo.evaluate.coherence.model import CoherenceFinding, Identity, Kind, Place
from thuocdo.evaluate.coherence.registry import all_kinds
from thuocdo.evaluate.coherence.spec import PROBLEM_CODES, CoherenceError

__all__ = [
    "PROBLEM_CODES",
    "CoherenceError",
    "CoherenceFinding",
    "Identity",
    "Kind",
    "Place",
    "all_kinds",
    "check_coherence",
    "check_identities",
    "load_identities",
    "read_identities",
    "run_identity",
]
