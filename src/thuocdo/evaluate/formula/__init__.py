"""Derived indicators: a small safe expression language over other indicators.

`parse_formula` reads, `infer_unit` works out the unit without figures, `compute_formula` works out the
figure with its derivation, `check_formulas` looks over all formulas of a pack. The language is described in
docs/reference/formulas.md.
"""

from thuocdo.evaluate.formula.check import (
    check_formulas,
    find_cycles,
    find_cyclic,
    list_needed,
    read_formula,
)
from thuocdo.evaluate.formula.compute import compute_formula
from thuocdo.evaluate.formula.functions import FUNCTIONS, Function
from thuocdo.evaluate.formula.infer import infer_unit, is_result_of
from thuocdo.evaluate.formula.parse import parse_formula
from thuocdo.evaluate.formula.problems import PROBLEM_CODES, FormulaError
from thuocdo.evaluate.formula.tree import (
    Call,
    Expression,
    Negation,
    Node,
    Number,
    Operation,
    Reference,
    Word,
    list_references,
    walk,
    write_formula,
)

__all__ = [
    "FUNCTIONS",
    "PROBLEM_CODES",
    "Call",
    "Expression",
    "FormulaError",
    "Function",
    "Negation",
    "Node",
    "Number",
    "Operation",
    "Reference",
    "Word",
    "check_formulas",
    "compute_formula",
    "find_cycles",
    "find_cyclic",
    "infer_unit",
    "is_result_of",
    "list_needed",
    "list_references",
    "parse_formula",
    "read_formula",
    "walk",
    "write_formula",
]
