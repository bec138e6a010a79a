"""Commands about accounts."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.table import Table as RichTable
from rich.text import Text

from geo.actions.site import people
from geo.cli.options import Json, Site, UserName, UserRole, UserScope, UserTeam
from geo.cli.root import user_app
from geo.cli.telling import print_json, tell
from geo.cli.terminal import language, out
from geo.records.roles import WHOLE_SITE
from geo.words import t


@user_app.command("add")
def user_add(
    folder: Site,
    name: UserName,
    role: UserRole,
    scope: UserScope = WHOLE_SITE,
    team: UserTeam = "",
    single_sign_on: Annotated[
        bool, typer.Option("--single-sign-on", help="the office's own sign-in vouches; no password here")
    ] = False,
) -> None:
    """新建账号。Add an account; its password is asked for, or read from stdin."""
    password = None if single_sign_on else _password()
    people.add_person(folder, name, password, role=role, scope=scope, team_id=team)
    tell("cli-user-added", user=name)


@user_app.command("list")
def user_list(folder: Site, json_: Json = False) -> None:
    """列出账号。List the accounts and what they may do."""
    columns = ["user_id", "role", "scope", "team_id", "disabled", "locked_until"]
    rows = json.loads(people.people(folder)[columns].to_json(orient="records", date_format="iso"))
    if json_:
        print_json({"site": folder.name, "users": rows})
        return
    table = RichTable(*(t(f"cli-user-{name.replace('_', '-')}", language()) for name in columns[:-1]))
    for row in rows:
        role = t(f"roles-role-{row['role']}", language())
        disabled = t("cli-user-shut", language()) if row["disabled"] else ""
        # Names may hold what rich takes for markup.
        table.add_row(
            *(Text(word) for word in (row["user_id"], role, row["scope"], row["team_id"], disabled))
        )
    out.print(table)


@user_app.command("role")
def user_role(
    folder: Site, name: UserName, role: UserRole, scope: UserScope = WHOLE_SITE, team: UserTeam = ""
) -> None:
    """更改账号的角色、范围和组。Give an account another role, scope and team."""
    people.change_role(folder, name, role=role, scope=scope, team_id=team)
    tell("cli-user-changed", user=name)


@user_app.command("disable")
def user_disable(
    folder: Site,
    name: UserName,
    enable: Annotated[bool, typer.Option("--enable", help="let it in again")] = False,
) -> None:
    """停用账号。Shut an account out; its open sign-ins end."""
    people.disable(folder, name, disabled=not enable)
    tell("cli-user-changed", user=name)


@user_app.command("password")
def user_password(folder: Site, name: UserName) -> None:
    """更改密码。Give an account a new password; it is asked for, or read from stdin."""
    people.change_password(folder, name, _password())
    tell("cli-user-changed", user=name)


def _password() -> str:
    """Ask twice for a password, unseen; from a script it is the first line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    words = t("cli-user-password", language())
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=t("cli-user-again", language())))
