"""How is the text of a formula read?

    formula  := product (("+" | "-") product)*
    product  := factor (("*" | "/") factor)*
    factor   := "-" factor | number | reference | function "(" argument ("," argument)* ")" | "(" formula ")"
    argument := formula | word
    word     := text in quotation marks         e.g. "USD"
    reference:= id ["[" breakdown "]"]          e.g. population.total[URBANISATION=U]
    number   := digits with a decimal point     e.g. 0.5

`×`, `÷`, `−` and `:` are read as `*`, `/`, `-` and `/`. Nothing is ever executed: the text becomes a tree of
plain values, and its length, depth and size are bounded so that a hostile file costs nothing.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar, cast

from thuocdo.errors import Text
from thuocdo.evaluate.formula.functions import FUNCTIONS
from thuocdo.evaluate.formula.problems import FormulaError, make_problem
from thuocdo.evaluate.formula.tree import (
    Call,
    Expression,
    Negation,
    Number,
    Operation,
    Reference,
    Sign,
    Word,
)

MAX_LENGTH = 1000
MAX_DEPTH = 32
MAX_NODES = 200

_SIGNS = {"×": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "·": "*"}
_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<id>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)
      | (?P<breakdown>\[[A-Za-z0-9_=.;|-]+\])
      | (?P<word>"[^"\n]*")
      | (?P<sign>[-+*/()×÷:−–·,])
    )""",
    re.VERBOSE,
)

_Counted = TypeVar("_Counted", Expression, Word)

Kind = Literal["number", "id", "breakdown", "word", "sign", "end"]


def parse_formula(text: str) -> Expression:
    """Read a formula.

    Raises:
        FormulaError: with the column, a caret and what was expected (BT001 to BT009).
    """
    return _Parser(unicodedata.normalize("NFC", text)).read()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    text: str
    column: int


class _Parser:
    """Recursive descent over the tokens, one method per line of the grammar."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        if not formula.strip():
            raise FormulaError(
                make_problem(
                    "BT001",
                    Text("không có gì để tính", "there is nothing to work out"),
                    Text("viết công thức hoặc bỏ khóa formula", "write a formula or drop the key"),
                )
            )
        if len(formula) > MAX_LENGTH:
            raise FormulaError(
                make_problem(
                    "BT002",
                    Text(
                        f"{len(formula)} ký tự, tối đa {MAX_LENGTH}",
                        f"{len(formula)} characters, at most {MAX_LENGTH}",
                    ),
                    _SPLIT_IT,
                )
            )
        self.tokens = self._cut()
        self.place = 0
        self.depth = 0
        self.nodes = 0

    def read(self) -> Expression:
        node = self._sum()
        token = self._peek()
        if token.kind != "end":
            raise self._fault_at_rest(token)
        return node

    # -- tokens ---------------------------------------------------------------------------------

    def _cut(self) -> list[_Token]:
        tokens: list[_Token] = []
        at, end = 0, len(self.formula.rstrip())
        while at < end:
            match = _TOKEN.match(self.formula, at)
            if match is None or match.lastgroup is None:
                raise self._fault_at_character(at)
            kind = cast(Kind, match.lastgroup)
            text = match.group(kind)
            tokens.append(_Token(kind, _SIGNS.get(text, text), match.start(kind) + 1))
            at = match.end()
        tokens.append(_Token("end", "", end + 1))
        return tokens

    def _peek(self) -> _Token:
        return self.tokens[self.place]

    def _take(self) -> _Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def _accept(self, *signs: str) -> _Token | None:
        token = self._peek()
        if token.kind == "sign" and token.text in signs:
            return self._take()
        return None

    # -- grammar --------------------------------------------------------------------------------

    def _sum(self) -> Expression:
        left = self._product()
        while token := self._accept("+", "-"):
            left = self._count(Operation(cast(Sign, token.text), left, self._product(), token.column))
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while token := self._accept("*", "/"):
            left = self._count(Operation(cast(Sign, token.text), left, self._factor(), token.column))
        return left

    def _factor(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._fault("BT008", self._peek(), _at_most(MAX_DEPTH, "tầng", "levels"), _SPLIT_IT)
        node = self._open_factor()
        self.depth -= 1
        return node

    def _open_factor(self) -> Expression:
        token = self._take()
        if token.kind == "number":
            return self._count(Number(Decimal(token.text), token.column))
        if token.kind == "id":
            return self._name(token)
        if token.text == "-":
            return self._count(Negation(self._factor(), token.column))
        if token.text == "(":
            node = self._sum()
            self._close(token)
            return node
        raise self._fault(
            "BT004",
            token,
            Text(
                f"ở đây phải là một số, một mã chỉ tiêu, một hàm hoặc “(”, không phải {_name_vi(token)}",
                f"a number, an indicator id, a function or “(” is expected here, not {_name_en(token)}",
            ),
            Text(
                "xem các phép tính và hàm trong docs/reference/formulas.md", "see docs/reference/formulas.md"
            ),
        )

    def _name(self, token: _Token) -> Expression:
        opening = self._accept("(")
        if opening is None:
            breakdown = ""
            if self._peek().kind == "breakdown":
                breakdown = self._take().text[1:-1]
            return self._count(Reference(token.text, breakdown, token.column))
        if token.text not in FUNCTIONS:
            raise self._fault_at_function(token)
        arguments: list[Expression | Word] = []
        if not (self._peek().kind == "sign" and self._peek().text == ")"):
            arguments.append(self._argument())
            while self._accept(","):
                arguments.append(self._argument())
        self._close(opening)
        self._check_arguments(token, arguments)
        return self._count(Call(token.text, tuple(arguments), token.column))

    def _argument(self) -> Expression | Word:
        """Read an expression, or a word, which has no place anywhere else."""
        if self._peek().kind != "word":
            return self._sum()
        token = self._take()
        return self._count(Word(token.text[1:-1], token.column))

    def _close(self, opening: _Token) -> None:
        if self._accept(")"):
            return
        token = self._peek()
        if token.kind == "end":
            raise self._fault(
                "BT005",
                opening,
                Text("ngoặc mở ở đây chưa được đóng", "the bracket opened here is never closed"),
                Text("thêm “)” vào cuối công thức", "add “)” at the end"),
            )
        raise self._fault_at_rest(token)

    def _check_arguments(self, token: _Token, arguments: list[Expression | Word]) -> None:
        function = FUNCTIONS[token.text]
        wanted, given = len(function.parameters), len(arguments)
        hint = Text(f"viết {function.signature}", f"write {function.signature}")
        if wanted != given:
            what = Text(
                f"{function.name} cần {wanted} tham số, đang có {given}",
                f"{function.name} takes {wanted} arguments, {given} given",
            )
            raise self._fault("BT007", token, what, hint)
        for parameter, argument in zip(function.parameters, arguments, strict=True):
            if parameter.startswith('"') != isinstance(argument, Word):
                what = Text(
                    f"tham số {parameter} của {function.name} phải là "
                    + ("một từ trong ngoặc kép" if parameter.startswith('"') else "một biểu thức"),
                    f"argument {parameter} of {function.name} must be "
                    + ("a word in quotation marks" if parameter.startswith('"') else "an expression"),
                )
                raise self._fault("BT007", token, what, hint)

    def _count(self, node: _Counted) -> _Counted:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._fault(
                "BT009",
                self.tokens[self.place - 1],
                _at_most(MAX_NODES, "thành phần", "parts"),
                _SPLIT_IT,
            )
        return node

    # -- complaints -----------------------------------------------------------------------------

    def _fault_at_character(self, at: int) -> FormulaError:
        at += len(self.formula[at:]) - len(self.formula[at:].lstrip())
        character = self.formula[at]
        token = _Token("sign", character, at + 1)
        if character == '"':
            return self._fault(
                "BT005",
                token,
                Text("dấu ngoặc kép mở ở đây chưa được đóng", "the quotation mark is never closed"),
                Text('viết "USD"', 'write "USD"'),
            )
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        hint = Text(
            "công thức chỉ gồm số, mã chỉ tiêu (chữ thường không dấu), + − × ÷ ( ) và các hàm",
            "a formula has numbers, indicator ids (lower-case ASCII), + - * / ( ) and functions only",
        )
        if character == "[":
            hint = Text("phân tổ viết như [URBANISATION=U]", "a breakdown is written [URBANISATION=U]")
        return self._fault("BT003", token, Text(f"“{shown}”", f"“{shown}”"), hint)

    def _fault_at_function(self, token: _Token) -> FormulaError:
        near = difflib.get_close_matches(token.text, FUNCTIONS, n=1)
        hint = (
            Text(f"có phải {near[0]}?", f"did you mean {near[0]}?")
            if near
            else Text(f"các hàm: {', '.join(FUNCTIONS)}", f"functions: {', '.join(FUNCTIONS)}")
        )
        return self._fault("BT006", token, Text(f"“{token.text}”", f"“{token.text}”"), hint)

    def _fault_at_rest(self, token: _Token) -> FormulaError:
        """Something stands where a sign or the end should be."""
        before = self.tokens[self.place - 1]
        hint = Text("thiếu dấu phép tính giữa hai số hạng?", "is an operator missing between two terms?")
        if token.text == "," and before.kind == "number":
            hint = Text(
                "số thập phân trong công thức viết bằng dấu chấm: 0.5", "write decimals with a point: 0.5"
            )
        elif token.text == ")":
            hint = Text("thừa “)”, hoặc thiếu “(” ở trước", "one “)” too many, or a “(” missing before")
        return self._fault(
            "BT004",
            token,
            Text(
                f"ở đây phải là + − × ÷ hoặc hết công thức, không phải {_name_vi(token)}",
                f"+ - * / or the end is expected here, not {_name_en(token)}",
            ),
            hint,
        )

    def _fault(self, code: str, token: _Token, what: Text, hint: Text) -> FormulaError:
        formula = "".join(char if char.isprintable() else " " for char in self.formula.rstrip())
        return FormulaError(make_problem(code, what, hint, formula, token.column))


_SPLIT_IT = Text(
    "tách thành vài chỉ tiêu trung gian, mỗi chỉ tiêu một công thức",
    "split it into indicators in between, each with its own formula",
)


def _at_most(limit: int, vi: str, en: str) -> Text:
    return Text(f"tối đa {limit} {vi}", f"at most {limit} {en}")


def _name_vi(token: _Token) -> str:
    return "chỗ hết công thức" if token.kind == "end" else f"“{token.text}”"


def _name_en(token: _Token) -> str:
    return "the end" if token.kind == "end" else f"“{token.text}”"
