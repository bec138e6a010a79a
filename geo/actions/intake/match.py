"""Match what came in to the routes of its day, and ask where it is not plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.settings import Settings


@dataclass(frozen=True)
class Asked:
    """A track that a person must lay to a route; `candidates`: (route_id, share of it near), best first."""

    track_id: str
    file: str
    walked_on: str
    candidates: tuple[tuple[str, float], ...]


def match_tracks(tracks: Any, routes: Any, *, settings: Settings) -> tuple[Any, list[Asked]]:
    """Lay each track to the route of its day that it lies along.

    A route wins if at least `match_share` of the track lies within `match_m` of it, and no other route of the
    day comes within half of that. What fits no route, or two, is asked.

    Parameters
    ----------
    tracks : TRACKS
    routes : ROUTES, in the CRS of the tracks (metres)

    Returns
    -------
    tracks with assignment_id and team_id filled in where it is plain, and what is asked; a track that has an
    assignment keeps it
    """
    out = tracks.copy()
    asked = []
    near_m, least = settings.intake.match_m, settings.intake.match_share
    corridors: dict[str, Any] = {}
    for row in out.index[out["assignment_id"] == ""]:
        day = pd.Timestamp(out.at[row, "walked_on"])
        own = routes[pd.to_datetime(routes["date"]) == day]
        if out.at[row, "team_id"]:
            own = own[own["team_id"] == out.at[row, "team_id"]]
        shares = []
        for route in own.itertuples():
            if route.route_id not in corridors:
                corridors[route.route_id] = _corridor(route.geometry, near_m)
            shares.append((str(route.route_id), _share_near(out.geometry[row], corridors[route.route_id])))
        shares.sort(key=lambda item: (-item[1], item[0]))
        plain = shares and shares[0][1] >= least and (len(shares) == 1 or shares[1][1] < shares[0][1] / 2)
        if plain:
            team = own.loc[own["route_id"] == shares[0][0], "team_id"].iloc[0]
            out.loc[row, ["assignment_id", "team_id"]] = [shares[0][0], str(team)]
        else:
            file, track_id = str(out.at[row, "file"]), str(out.at[row, "track_id"])
            asked.append(Asked(track_id, file, f"{day:%Y-%m-%d}", tuple(shares)))
    return out, asked


def match_photos(photos: Any, findings: Any, *, settings: Settings) -> Any:
    """Attach each photo to the nearest finding within `photo_near_m` of it and `photo_near_h` of its day.

    Parameters
    ----------
    photos : PHOTOS with a column `day` (date in the site's zone, NaT unknown), in the CRS of the findings
    findings : FINDINGS, in metres

    Returns
    -------
    photos with finding_id filled in; the rest is attached by hand
    """
    out = photos.copy()
    slack = pd.Timedelta(hours=settings.intake.photo_near_h)
    found_on, places = pd.to_datetime(findings["found_on"]), findings.geometry.to_numpy()
    for row in out.index[out["finding_id"] == ""]:
        point, day = out.geometry[row], out.at[row, "day"]
        if point is None or point.is_empty or pd.isna(day) or not len(findings):
            continue
        away_m = shapely.distance(places, point)
        of_day = ((found_on - pd.Timestamp(day)).abs() <= slack).to_numpy()
        gone = (pd.to_datetime(findings["eradicated_on"]) - pd.Timestamp(day)).abs() <= slack
        away_m = np.where(of_day | gone.to_numpy(), away_m, np.inf)
        best = int(np.argmin(away_m))
        if away_m[best] <= settings.intake.photo_near_m:
            out.loc[row, "finding_id"] = str(findings["finding_id"].iloc[best])
    return out


def _corridor(line: Any, near_m: float) -> Any:
    # A route of a day has thousands of points; ten metres are nothing beside the corridor's width.
    corridor = shapely.buffer(shapely.simplify(line, near_m / 20), near_m, quad_segs=4)
    shapely.prepare(corridor)
    return corridor


def _share_near(line: Any, corridor: Any) -> float:
    length = float(line.length)
    return float(shapely.intersection(line, corridor).length) / length if length > 0 else 0.0
