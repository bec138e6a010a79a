"""What stands behind the door: one site, or several under one roof, each with its own accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.actions.site import people
from geo.actions.site.roof import sites_under
from geo.errors import TachaError


@dataclass(frozen=True)
class House:
    """One site, or a roof.

    Parameters
    ----------
    folder : of the site, or of the roof
    many : it is a roof
    only_here : nobody but this computer reaches the server
    """

    folder: Path
    many: bool = False
    only_here: bool = True

    def site_called(self, name: str) -> Path | None:
        """Return the site that a person names at the door; None under a roof without one of that name."""
        return sites_under(self.folder).get(name.strip()) if self.many else self.folder

    def lets_in(self, cookies: Mapping[str, str]) -> bool:
        """Tell whether a request may pass: with a session of one of the sites, or where none has accounts.

        From the first account of a roof on, its sites without accounts are not open to everybody either: a
        proxy may stand before this computer. Beyond it a site without accounts lets nobody in at all.
        """
        if not self.many:
            return not people.signs_in(self.folder) or self._knows(self.folder, cookies)
        sites = sites_under(self.folder).values()
        if any(self._knows(site, cookies) for site in sites):
            return True
        return self.only_here and not any(self._asks(site) for site in sites)

    @staticmethod
    def _asks(site: Path) -> bool:
        """Tell whether a site has accounts; one whose records cannot be opened may have."""
        try:
            return people.signs_in(site)
        except TachaError:
            return True

    @staticmethod
    def _knows(site: Path, cookies: Mapping[str, str]) -> bool:
        token = cookies.get(people.cookie_name(site), "")
        try:
            return bool(token) and people.who(site, token) is not None
        except TachaError:  # the records of this site cannot be opened; the others can
            return False
