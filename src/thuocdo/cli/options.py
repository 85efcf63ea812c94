"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from thuocdo.cli.clock import end_of_today
from thuocdo.errors import ThuocdoError

F = TypeVar("F", bound=Callable[..., Any])


class _AsOf(click.ParamType[datetime]):
    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from thuocdo.periods import parse_as_of

        if isinstance(value, datetime):
            return value
        try:
            return parse_as_of(value)
        except ThuocdoError as error:
            self.fail(error.say(), param, ctx)


AS_OF = _AsOf()

pack_argument = click.argument(
    "pack_folder",
    metavar="GÓI",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)

as_of_option = click.option(
    "--as-of",
    "as_of",
    type=AS_OF,
    default=end_of_today,
    show_default="hôm nay / today",
    help="Trả lời theo những gì đã biết đến ngày này (năm-tháng-ngày). / What was known on this day.",
)

lang_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    envvar="THUOCDO_LANG",
    show_default=True,
    help="Ngôn ngữ. / Language.",
)

output_option = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi vào tệp thay vì in ra. / Write to a file.",
)

term_option = click.option(
    "--term",
    help="Chỉ kế hoạch của kỳ này, ví dụ 2021-2025. / Only the plan of this term.",
)

plan_option = click.option("--plan", "plan_id", help="Chỉ kế hoạch có mã này. / Only the plan with this id.")

area_option = click.option(
    "--area",
    help="Kế hoạch của địa bàn này thay cho địa bàn của gói; `all` là mọi địa bàn. "
    "/ Plans of this area; `all` for every one.",
)
