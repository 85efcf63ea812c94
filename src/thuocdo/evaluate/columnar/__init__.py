"""Every promise of many provinces judged in one query over the columnar store.

The door of the room: other rooms import from here and not from its modules.
"""

from thuocdo.evaluate.columnar.dialects import translate
from thuocdo.evaluate.columnar.promises import Frequency, LeftOut, Promise, Reduction, Way
from thuocdo.evaluate.columnar.query import write_query
from thuocdo.evaluate.columnar.scorecard import BulkScorecard, Result, parts_of

__all__ = [
    "BulkScorecard",
    "Frequency",
    "LeftOut",
    "Promise",
    "Reduction",
    "Result",
    "Way",
    "parts_of",
    "translate",
    "write_query",
]
