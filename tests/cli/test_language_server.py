"""The language server spoken to as an editor does: over its standard input and output."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

URI = "file:///bao-cao.txt"
TEXT = "Mở đầu.\n\nToàn tỉnh có 90/120 xã (70%) đạt chuẩn nông thôn mới.\n"


class Editor:
    """A client that sends requests and waits for what it asked for."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "thuocdo", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0

    def send(self, method: str, params: dict[str, Any], *, is_request: bool = False) -> int:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if is_request:
            self.number += 1
            message["id"] = self.number
        body = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
        return self.number

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return found

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        number = self.send(method, params, is_request=True)
        while (message := self.read()).get("id") != number:
            pass
        return message["result"]

    def wait_for(self, method: str) -> dict[str, Any]:
        while (message := self.read()).get("method") != method:
            pass
        found: dict[str, Any] = message["params"]
        return found


@pytest.fixture
def editor() -> Iterator[Editor]:
    one = Editor()
    one.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    one.send("initialized", {})
    item = {"uri": URI, "languageId": "plaintext", "version": 1, "text": TEXT}
    one.send("textDocument/didOpen", {"textDocument": item})
    yield one
    one.ask("shutdown", {})
    one.send("exit", {})
    one.process.communicate(timeout=20)


def test_an_open_text_gets_its_findings_and_loses_them_when_mended(editor: Editor) -> None:
    [finding] = editor.wait_for("textDocument/publishDiagnostics")["diagnostics"]

    assert (finding["code"], finding["severity"], finding["source"]) == ("TT001", 1, "thuocdo")
    assert finding["range"]["start"]["line"] == 2
    assert finding["relatedInformation"]

    change = {
        "textDocument": {"uri": URI, "version": 2},
        "contentChanges": [{"text": TEXT.replace("70%", "75%")}],
    }
    editor.send("textDocument/didChange", change)

    assert editor.wait_for("textDocument/publishDiagnostics")["diagnostics"] == []


def test_hovering_over_a_figure_tells_what_it_was_read_as(editor: Editor) -> None:
    editor.wait_for("textDocument/publishDiagnostics")
    where = {
        "textDocument": {"uri": URI},
        "position": {"line": 2, "character": TEXT.split("\n")[2].index("70%")},
    }

    hover = editor.ask("textDocument/hover", where)

    assert "**70%** (share)" in hover["contents"]["value"]
    assert editor.ask("textDocument/hover", {**where, "position": {"line": 0, "character": 0}}) is None


def test_a_certain_cure_is_offered(editor: Editor) -> None:
    [finding] = editor.wait_for("textDocument/publishDiagnostics")["diagnostics"]
    asked = {"textDocument": {"uri": URI}, "range": finding["range"], "context": {"diagnostics": []}}

    [action] = editor.ask("textDocument/codeAction", asked)

    assert action["kind"] == "quickfix"
    assert action["edit"]["changes"][URI][0]["newText"].startswith("75")
