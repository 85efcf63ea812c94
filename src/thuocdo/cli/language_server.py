"""The checker as a language server: what `thuocdo check` says, while the text is being written.

Diagnostics carry the rule's id and point at the other places; hovering over a figure shows what it was
read as; a finding with a certain cure offers it. Positions are UTF-16, as the protocol counts by default.
"""

from __future__ import annotations

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from thuocdo import __version__
from thuocdo.claims.messages import span
from thuocdo.claims.model import Figure, FigurePlace, Finding, Report
from thuocdo.claims.output.records import fold
from thuocdo.cli.checking import Ask, check_text
from thuocdo.documents import Place
from thuocdo.errors import Language, Severity, ThuocdoError

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


def make_server(ask: Ask, lang: Language = "vi") -> LanguageServer:
    """Return a server that checks every open text; `start_io` runs it."""
    server = LanguageServer("thuocdo", __version__)
    session = _Session(server, ask, lang)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _opened(params: lsp.DidOpenTextDocumentParams) -> None:
        session.refresh(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _changed(params: lsp.DidChangeTextDocumentParams) -> None:
        session.refresh(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.forget(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def _hover(params: lsp.HoverParams) -> lsp.Hover | None:
        return session.hover(params.text_document.uri, params.position)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def _actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return session.actions(params.text_document.uri, params.range)

    return server


class _Session:
    """The open texts and the last report on each."""

    def __init__(self, server: LanguageServer, ask: Ask, lang: Language) -> None:
        self.server = server
        self.ask = ask
        self.lang: Language = lang
        self.reports: dict[str, Report] = {}

    def refresh(self, uri: str) -> None:
        document = self.server.workspace.get_text_document(uri)
        try:
            report = check_text(document.source, document.path or uri, self.ask)
        except ThuocdoError as error:
            self.reports.pop(uri, None)
            self._publish(uri, [_whole_file(error, self.lang)])
            return
        self.reports[uri] = report
        self._publish(uri, [_diagnostic(uri, document, one, self.lang) for one in report.findings])

    def forget(self, uri: str) -> None:
        self.reports.pop(uri, None)
        self._publish(uri, [])

    def hover(self, uri: str, position: lsp.Position) -> lsp.Hover | None:
        report, document = self.reports.get(uri), self.server.workspace.get_text_document(uri)
        for figure in report.reading.figures if report is not None else ():
            where = _range(document, FigurePlace(figure.block, figure.start, figure.end, figure))
            if where.start <= position <= where.end:
                text = lsp.MarkupContent(lsp.MarkupKind.Markdown, _describe(figure, self.lang))
                return lsp.Hover(text, where)
        return None

    def actions(self, uri: str, asked: lsp.Range) -> list[lsp.CodeAction]:
        report, document = self.reports.get(uri), self.server.workspace.get_text_document(uri)
        found = []
        for finding in report.findings if report is not None else ():
            if finding.fix is None:
                continue
            where = _range(document, finding.fix.place)
            if asked.start <= where.end and where.start <= asked.end:
                found.append(_action(uri, finding.rule, lsp.TextEdit(where, finding.fix.replacement)))
        return found

    def _publish(self, uri: str, found: list[lsp.Diagnostic]) -> None:
        version = self.server.workspace.get_text_document(uri).version if found else None
        self.server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, diagnostics=found, version=version)
        )


def _action(uri: str, rule: str, edit: lsp.TextEdit) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=f"{rule}: {edit.new_text}",
        kind=lsp.CodeActionKind.QuickFix,
        edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
    )


def _diagnostic(uri: str, document: TextDocument, finding: Finding, lang: Language) -> lsp.Diagnostic:
    first, *others = finding.places
    return lsp.Diagnostic(
        range=_range(document, first),
        message=finding.text.say(lang),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source="thuocdo",
        related_information=[
            lsp.DiagnosticRelatedInformation(
                location=lsp.Location(uri, _range(document, place)),
                message=fold(place.block.text[place.start : place.end]),
            )
            for place in others
        ],
    )


def _whole_file(error: ThuocdoError, lang: Language) -> lsp.Diagnostic:
    start = lsp.Position(0, 0)
    place, severity = lsp.Range(start, start), lsp.DiagnosticSeverity.Error
    return lsp.Diagnostic(place, error.say(lang), severity, source="thuocdo")


def _range(document: TextDocument, place: FigurePlace) -> lsp.Range:
    start = place.block.places.place(place.start)
    end = place.block.places.place(max(place.start, place.end - 1))
    return lsp.Range(_position(document, start), _position(document, end, after=1))


def _position(document: TextDocument, place: Place, after: int = 0) -> lsp.Position:
    position = lsp.Position(place.line - 1, place.column - 1 + after)
    return document.position_codec.position_to_client_units(document.lines, position)


def _describe(figure: Figure, lang: Language) -> str:
    words = {
        "vi": ("đọc là", "nghĩa là", "của", "kỳ", "chỉ tiêu"),
        "en": ("read as", "stands for", "of", "period", "indicator"),
    }[lang]
    amount = "…" if figure.amount is None else f"{figure.amount:f} {figure.unit}".strip()
    lines = [f"**{fold(figure.text)}** ({figure.kind.value})", f"{words[0]}: {amount}"]
    if figure.interval is not None:
        lines.append(f"{words[1]}: {span(figure.interval)}")
    for word, value in zip(words[2:], (figure.subject, figure.period, figure.indicator), strict=True):
        if value:
            lines.append(f"{word}: {value}")
    return "  \n".join(lines)
