"""The parser in the person's own language: its kinds of values, its help and its complaints.

Click speaks through the gettext domain of the whole process; here everything goes through our own words instead.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from emptychair.app.i18n import LANGUAGES, Words
from emptychair.cli.host import Host
from emptychair.domain.errors import N_, BadInput, NotFound
from emptychair.privacy.normalise import normalise

_HELP = N_("Show this message and exit.")
_VERSION = N_("Show the version and exit.")


# ------------------------------------------------------------------------------------------------ kinds of values
class File(click.ParamType):
    """A path as typed. Whether it can be used is said by the command, in the person's language."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value):  # as a path this would be the folder that we stand in
            raise NotFound(N_("There is no file “{path}”: check the name."), path="")
        return Path(value)


class Text(click.ParamType):
    """Words as typed, without anything invisible and without bytes that are no text."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return as_text(str(value)).strip()


class Count(click.ParamType):
    """A whole number from 0 on."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not re.fullmatch(r"[0-9]{1,9}", value.strip()):
            raise BadInput(N_("“{value}” is no number: write one from 0 on."), value=normalise(value))
        return int(value)


class Language(click.ParamType):
    """A language code of two letters; `ours`: one that the program speaks. Empty stays empty."""

    name = "language"

    def __init__(self, *, ours: bool = False) -> None:
        self.ours = ours

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = value.strip().casefold()
        if code and (code not in LANGUAGES if self.ours else not re.fullmatch("[a-z]{2}", code)):
            raise BadInput(N_("“{value}” is no language here: write de or en."), value=normalise(value))
        return code


def as_text(raw: str) -> str:
    """What the system could not decode (surrogate escapes) read as UTF-8, else as the old Western code page; nothing
    invisible."""
    try:
        data = raw.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # Windows may hand over half a character
        return normalise(raw)
    try:
        return normalise(data.decode("utf-8"))
    except UnicodeDecodeError:
        return normalise(data.decode("cp1252", "replace"))


# ------------------------------------------------------------------------------------------------ help
class SpokenCommand(click.Command):
    """A command whose help is told in the person's language. Help texts are English sentences marked with N_."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = _words(ctx)
        pieces = [words.tr("[OPTIONS]"), *self.collect_usage_pieces(ctx)[1:]]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words.tr("Usage:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_words(ctx).tr(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = _words(ctx)
        rows: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                rows.append((record[0], words.tr(param.help) if param.help else ""))
        if rows:
            with formatter.section(words.tr("Options")):
                formatter.write_dl(rows)


class SpokenGroup(SpokenCommand, click.Group):
    """The program: its commands, and what is said if there is none of that name."""

    command_class = SpokenCommand

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = _words(ctx)
        formatter.write_usage(ctx.command_path, words.tr("[OPTIONS] [COMMAND …]"), prefix=words.tr("Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        words = _words(ctx)
        shown = [(name, self.commands[name]) for name in self.list_commands(ctx) if not self.commands[name].hidden]
        with formatter.section(words.tr("Commands")):
            formatter.write_dl([(name, words.tr(command.help)) for name, command in shown if command.help])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            raise BadInput(
                N_("There is no command “{name}”: type “emptychair --help” for the commands."), name=normalise(args[0])
            )
        return super().resolve_command(ctx, args)


def _words(ctx: click.Context) -> Words:
    host = ctx.find_object(Host)
    assert host is not None
    return host.words()


# ------------------------------------------------------------------------------------------------ complaints
def usage_sentence(error: click.ClickException, arguments: list[str], words: Words) -> str:
    """What is wrong with the line that was typed, and where to look."""
    problem = _problem(error, arguments, words)
    return words.tr("{problem} Type “emptychair --help” for the commands.", problem=problem)


def _problem(error: click.ClickException, arguments: list[str], words: Words) -> str:
    if isinstance(error, click.NoSuchOption):
        return words.tr("There is no option “{name}”.", name=normalise(error.option_name))
    if isinstance(error, click.BadOptionUsage):
        if any(argument.startswith(error.option_name + "=") for argument in arguments):
            return words.tr("The option “{name}” takes no value.", name=error.option_name)
        return words.tr("The option “{name}” needs a value.", name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
        return words.tr("“{name}” is missing.", name=name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return words.tr("The value of “{name}” cannot be used.", name=error.param.human_readable_name)
    return words.tr("There is more on this line than the command takes.")
