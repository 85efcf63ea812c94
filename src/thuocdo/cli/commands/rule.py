"""`thuocdo rule`: what a rule checks, why, and how to write it right."""

from __future__ import annotations

import click

from thuocdo.cli import options
from thuocdo.errors import Language


@click.command(name="rule")
@click.argument("name", metavar="MÃ", required=False)
@options.lang_option
def command(name: str | None, lang: Language) -> None:
    """Giải thích quy tắc MÃ (ví dụ TT001); không ghi mã thì liệt kê tất cả.

    Explain a rule; without an id, list all of them.
    """
    from thuocdo.claims.output.lines import say_severity
    from thuocdo.claims.registry import find_rule, load_rules
    from thuocdo.claims.rule import FAMILIES

    if name is not None:
        rule = find_rule(name)
        head = f"{rule.id} {rule.name}: {rule.title.say(lang)}"
        click.echo(click.style(head, bold=True))
        click.echo(f"{say_severity(rule.severity).say(lang)}, {rule.status.value}, ≥ {rule.since}\n")
        click.echo(rule.page)
        return
    family = ""
    for rule in load_rules():
        if rule.family != family:
            family = rule.family
            click.echo(click.style(f"\n{family}  {FAMILIES[family].say(lang)}", bold=True))
        click.echo(f"  {rule.id}  {rule.title.say(lang)}")
