"""How the command line fails: in words, with a place, and never with a traceback for bad input."""

from __future__ import annotations

import os
import sys

import click

from thuocdo.cli import EXIT_BAD_INPUT
from thuocdo.errors import Language, Severity, ThuocdoError


def run_safely(command: click.Command) -> int:
    """Run `command` and return its exit code, telling bad input on stderr."""
    try:
        result = command.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return EXIT_BAD_INPUT
    except click.ClickException as error:
        error.show()
        return EXIT_BAD_INPUT
    except ThuocdoError as error:
        tell_problems(error, _language())
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        # The reader (head, less) has seen enough; closing quietly is what every filter does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(f"LỖI {error.filename or ''}: {error.strerror or error}", err=True)
        return EXIT_BAD_INPUT
    return result if isinstance(result, int) else 0


def _language() -> Language:
    asked = (
        sys.argv[sys.argv.index("--lang") + 1]
        if "--lang" in sys.argv[:-1]
        else os.environ.get("THUOCDO_LANG")
    )
    return "en" if asked == "en" else "vi"


_WORDS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("LỖI", "ERROR"),
    Severity.WARNING: ("CẢNH BÁO", "WARNING"),
    Severity.NOTE: ("GHI CHÚ", "NOTE"),
}


def tell_problems(error: ThuocdoError, lang: Language) -> None:
    """Print the errors on stderr, one line each; `plan check` shows warnings and notes as well."""
    grave = [problem for problem in error.problems if problem.severity is Severity.ERROR]
    for problem in grave or error.problems:
        word = _WORDS[problem.severity][0 if lang == "vi" else 1]
        click.echo(f"{word} {problem.say(lang)}", err=True)
