"""What does a YAML file of the pack say, and on which line? Read without trusting it.

Only plain maps, lists and words are taken (YAML 1.2: `no` is a word). The node tree is walked here
rather than by the library's constructors, so that every key keeps its line, numbers become `Decimal`,
tags build nothing, and aliases cannot blow a small file up into a large one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from thuocdo.errors import NO_TEXT, Problem, Text, Where
from thuocdo.plan.folder import MAX_YAML_BYTES, read_text
from thuocdo.plan.problems import make_problem, quote

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
KeyPath: TypeAlias = tuple[str | int, ...]

MAX_NODES = 100_000
MAX_DEPTH = 30

_TAG = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(
    _TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class YamlRead:
    """A YAML file as plain values.

    Attributes:
        value: Maps, lists and scalars; None when the file could not be read.
        lines: 1-based line of every key and list item, by its path (e.g. `("plans", 0, "term")`).
        problems: What is wrong with the file's form.
    """

    value: Plain = None
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line of `path`, or that of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(path: Path, label: str, max_bytes: int = MAX_YAML_BYTES) -> YamlRead:
    """Return the file's values with their lines, or the problems; never raises on a bad file."""
    text, problems = read_text(path, label, max_bytes)
    if text is None:
        return YamlRead(problems=problems)
    return read_yaml_text(text, label)


def read_yaml_text(text: str, label: str) -> YamlRead:
    """As `read_yaml`, for text already in hand."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        return YamlRead(problems=[_syntax_problem(error, label)])
    except RecursionError:
        return YamlRead(problems=[_too_much(label, None)])
    except Exception:  # a third-party parser on hostile text: whatever it trips over, the file is bad
        return YamlRead(problems=[make_problem("GK040", Where(label), NO_TEXT, _INDENT_HINT)])
    if node is None:
        hint = Text("điền nội dung hoặc xóa tệp", "fill it in or delete it")
        return YamlRead(problems=[make_problem("GK044", Where(label), NO_TEXT, hint)])
    builder = _Builder(label)
    try:
        value = builder.build(node, (), 0)
    except _TooMuch as stop:
        return YamlRead(problems=[*builder.problems, _too_much(label, stop.line)])
    if builder.problems:
        return YamlRead(lines=builder.lines, problems=builder.problems)
    return YamlRead(value, builder.lines)


_INDENT_HINT = Text(
    "xem lại thụt dòng bằng dấu cách (không dùng tab), dấu “: ” sau khóa; câu có dấu hai chấm thì đặt "
    "trong dấu ngoặc kép",
    "check the indentation (spaces, no tabs) and the “: ” after each key; put a sentence that contains "
    "a colon in quotation marks",
)


class _TooMuch(Exception):  # noqa: N818 - it stops a walk, it is no error of ours
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class _Builder:
    def __init__(self, label: str) -> None:
        self.label = label
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.count = 0

    def build(self, node: Node, path: KeyPath, depth: int) -> Plain:
        line = node.start_mark.line + 1
        self.count += 1
        # Counted on the way out of aliases too: ten lines of aliases can stand for a thousand million nodes.
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise _TooMuch(line)
        self.lines.setdefault(path, line)
        if isinstance(node, ScalarNode):
            return self._scalar(node, line)
        if isinstance(node, SequenceNode) and node.tag == _TAG + "seq":
            return [self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        if isinstance(node, MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, path, depth)
        self._refuse_tag(str(node.tag), line)
        return None

    def _mapping(self, node: MappingNode, path: KeyPath, depth: int) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                hint = Text("khóa phải là một từ", "a key must be a word")
                self.problems.append(make_problem("GK047", Where(self.label, line), NO_TEXT, hint))
                continue
            key = str(key_node.value)
            if key in result:
                what = Text(quote(key), quote(key))
                hint = Text(
                    f"khóa này đã có ở dòng {self.lines[(*path, key)]}; giữ một",
                    f"it is already there on line {self.lines[(*path, key)]}; keep one",
                )
                self.problems.append(make_problem("GK041", Where(self.label, line, key[:60]), what, hint))
                continue
            self.lines[(*path, key)] = line
            result[key] = self.build(value_node, (*path, key), depth + 1)
        return result

    def _scalar(self, node: ScalarNode, line: int) -> Plain:
        text = str(node.value)
        if node.tag not in _SCALAR_TAGS:
            self._refuse_tag(str(node.tag), line)
            return None
        if node.tag == _TAG + "null":
            return None
        if node.tag == _TAG + "bool":
            return text.lower() == "true"
        if node.tag == _TAG + "int" and _INTEGER.fullmatch(text):
            return int(text)
        if node.tag == _TAG + "float" and _DECIMAL.fullmatch(text):
            return Decimal(text)
        # Dates stay text, and so does 07213: an administrative code must not lose its zero.
        return text

    def _refuse_tag(self, tag: str, line: int) -> None:
        what = Text(quote(tag), quote(tag))
        hint = Text("bỏ dấu ! và tên sau nó", "remove the ! and the name after it")
        self.problems.append(make_problem("GK042", Where(self.label, line), what, hint))


def _syntax_problem(error: MarkedYAMLError, label: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    return make_problem("GK040", Where(label, line), NO_TEXT, _INDENT_HINT)


def _too_much(label: str, line: int | None) -> Problem:
    hint = Text(
        f"nhiều nhất {MAX_DEPTH} tầng và {MAX_NODES} mục; bỏ các neo & và bí danh *",
        f"at most {MAX_DEPTH} levels and {MAX_NODES} entries; remove anchors & and aliases *",
    )
    return make_problem("GK043", Where(label, line), NO_TEXT, hint)
