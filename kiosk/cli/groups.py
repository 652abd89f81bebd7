"""A group of commands whose list says all of each line of help."""

from __future__ import annotations

import gettext as standard_gettext

import click


class WholeHelpGroup(click.Group):
    """Fold the lines of help of the commands, where click would cut them with three dots."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, command.short_help or command.help or ""))
        if rows:
            with formatter.section(commands_heading()):
                formatter.write_dl(rows)


def commands_heading() -> str:
    """Give click's own heading of the list of commands, in the language of the command line."""
    return standard_gettext.dgettext("click", "Commands")
