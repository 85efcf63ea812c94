"""The door for the terminal and for scripts.

Commands load only when they are called: `thuocdo --version` must not wait for libraries it does not use.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from thuocdo import __version__

EXIT_FINDINGS = 1
"""The work was done and found faults (plan check, coherence)."""

EXIT_BAD_INPUT = 2
"""The input could not be read or the call was wrong."""

_COMMANDS = {
    "plan": ("thuocdo.cli.commands.plan", "Tạo và kiểm tra gói kế hoạch."),
    "score": ("thuocdo.cli.commands.score", "Chấm điểm: chỉ tiêu nào vượt, đạt, không đạt, chưa chấm được."),
    "explain": ("thuocdo.cli.commands.explain", "Giải trình một chỉ tiêu: phép tính, số liệu, nguồn."),
    "coherence": ("thuocdo.cli.commands.coherence", "Các con số của kế hoạch có khớp với nhau không."),
    "project": ("thuocdo.cli.commands.project", "Dự báo và cảnh báo sớm: còn cứu được chỉ tiêu nào."),
    "diff": ("thuocdo.cli.commands.diff", "Giữa hai ngày: số nào thay đổi, đánh giá nào đảo chiều."),
    "restate": ("thuocdo.cli.commands.restate", "Đưa dãy số về bản đồ hành chính của một ngày."),
    "extract": ("thuocdo.cli.commands.extract", "Rút mọi số liệu và chỗ trống trong văn bản."),
    "check": (
        "thuocdo.cli.commands.check",
        "Soát số liệu trong văn bản: chỗ trống, phép tính, mâu thuẫn …",
    ),
    "bind": ("thuocdo.cli.commands.bind", "Gắn số liệu trong văn bản với chỉ tiêu của gói."),
    "lsp": ("thuocdo.cli.commands.lsp", "Máy chủ ngôn ngữ cho trình soạn thảo."),
    "rule": ("thuocdo.cli.commands.rule", "Giải thích một quy tắc soát."),
    "facts": ("thuocdo.cli.commands.facts", "Xuất số liệu (SDMX-CSV)."),
    "completion": ("thuocdo.cli.commands.completion", "In mã hoàn thành lệnh cho bash, zsh, fish."),
}


class _LazyGroup(click.Group):
    """A group that imports a command when it is called, and lists all of them without importing any."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[name][0]).command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh / Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="thuocdo", message="%(prog)s %(version)s")
def command() -> None:
    """Thước Đo: đo việc thực hiện kế hoạch bằng chính con số của kế hoạch.

    Mã thoát: 0 xong; 1 có lỗi trong nội dung (plan check, coherence); 2 không đọc được hoặc gọi sai.
    """


def main() -> None:
    """Run the command line; the console script's entry point."""
    from thuocdo.cli.failures import run_safely

    sys.exit(run_safely(command))
