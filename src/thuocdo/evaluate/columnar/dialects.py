"""The scorecard query in the words of another engine.

sqlglot (extra `spark`) turns the dialect; what it does not know is settled here: 128-bit whole numbers
are DECIMAL(38, 0) elsewhere; Spark divides whole numbers in 64 bits, adds 64-bit numbers in 64, and keeps
no step of a query on request.
"""

from __future__ import annotations

WIDE = "DECIMAL(38, 0)"


def translate(query: str, dialect: str) -> str:
    """Return `query` (as `write_query` writes it) in sqlglot's dialect `dialect`, e.g. `spark`, `postgres`.

    Raises `ModuleNotFoundError` when sqlglot is not installed.
    """
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(query, read="duckdb")
    if dialect != "duckdb":
        for kind in list(tree.find_all(exp.DataType)):
            if kind.this == exp.DataType.Type.INT128:
                kind.replace(exp.DataType.build(WIDE))
    if dialect == "spark":
        for step in tree.find_all(exp.CTE):
            step.set("materialized", None)
        # Inner nodes first, so that a replaced one is found in its place.
        for division in reversed(list(tree.find_all(exp.IntDiv))):
            division.replace(exp.cast(exp.Paren(this=division.copy()), WIDE))
        for total in reversed(list(tree.find_all(exp.Sum))):
            total.replace(exp.Sum(this=exp.cast(total.this.copy(), WIDE)))
    return str(tree.sql(dialect=dialect, pretty=True))
