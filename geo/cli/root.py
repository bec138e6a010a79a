"""The command and its groups; other modules hang their commands on them."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
season_app = typer.Typer(no_args_is_help=True, help="结束一季。Close a season.")
add_app = typer.Typer(no_args_is_help=True, help="接收各类文件。Take files into the records.")
user_app = typer.Typer(
    no_args_is_help=True,
    help="账号：建了第一个以后，打开地图要先登录。Accounts: from the first one on the app asks to sign in.",
)
visits_app = typer.Typer(
    no_args_is_help=True, help="踏查记录：收队询问、提交、签字。Debrief, submit and sign visits."
)
findings_app = typer.Typer(no_args_is_help=True)
leads_app = typer.Typer(no_args_is_help=True)
audit_app = typer.Typer(no_args_is_help=True, help="操作日志。The log of every write.")
app.add_typer(season_app, name="season")
app.add_typer(add_app, name="add")
app.add_typer(user_app, name="user")
app.add_typer(visits_app, name="visits")
app.add_typer(findings_app, name="findings")
app.add_typer(leads_app, name="leads")
app.add_typer(audit_app, name="audit")


@app.callback()
def main(verbose: Annotated[bool, typer.Option("--verbose", help="log counts and seconds")] = False) -> None:
    """安排罂粟踏查。Plan the search for illicit opium poppy plots (踏查)."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s")
