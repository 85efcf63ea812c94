"""The scorecard query in the words of another engine.

sqlglot (extra `spark`) turns the dialect; what it does not know is settled here: 128-bit whole numbers
are DECIMAL(38, 0) elsewhere, whole division gives 64 bits in Spark, and Spark adds 64-bit numbers in 64.
"""

from __future__ import annotations

from typing import Any

WIDE = "DECIMAL(38, 0)"


def translate(query: str, dialect: str) -> str:
    """Return `query` (as `write_query` writes it) in sqlglot's dialect `dialect`, e.g. `spark`, `postgres`.

    Raises `ModuleNotFoundError` when sqlglot is not installed.
    """
    import sqlglot
    from sqlglot import exp

    def widen(node: Any) -> Any:
        if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
            return exp.DataType.build(WIDE)
        if dialect == "spark" and isinstance(node, exp.IntDiv):
            return exp.cast(exp.Paren(this=node), WIDE)
        if dialect == "spark" and isinstance(node, exp.Sum):
            return exp.Sum(this=exp.cast(node.this, WIDE))
        return node

    tree = sqlglot.parse_one(query, read="duckdb")
    return str(tree.transform(widen).sql(dialect=dialect, pretty=True))
