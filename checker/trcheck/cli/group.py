"""A command that has others beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


class Trcheck(click.Command):
    """The check, and the commands beside it, which are called by their name as the first argument.

    Options before that name belong to the command. What stands behind ``--`` is a language or path, never a command.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands: dict[str, click.Command] = {}

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
        """Declare a function as a command beside the check."""

        def add(function: Callable[..., Any]) -> click.Command:
            command: click.Command = click.command(*args, **kwargs)(function)
            self.commands[str(command.name)] = command
            return command

        return add

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        place = self._place_of_command(args)
        if place is None:
            return super().make_context(info_name, args, parent, **extra)
        name = args[place]
        return self.commands[name].make_context(
            f"{info_name} {name}", [*args[:place], *args[place + 1 :]], parent, **extra
        )

    def invoke(self, ctx: click.Context) -> Any:
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])

    def _place_of_command(self, args: list[str]) -> int | None:
        """Where the first argument that is no option stands, if it is the name of a command."""
        options = [parameter for parameter in self.params if isinstance(parameter, click.Option)]
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        place = 0
        while place < len(args) and args[place].startswith("-") and args[place] != "--":
            place += 2 if args[place] in with_value else 1
        return place if place < len(args) and args[place] in self.commands else None
