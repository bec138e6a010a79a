"""The tables of Tacha, each with its key, columns, units and ranges. docs/tables.md is made from here.

Geometry is in the working CRS (metres) between stages and EPSG:4326 in records and exports.
"""

from __future__ import annotations

from typing import Final

from geo.model.land import COVER_COLUMNS
from geo.model.season import STAGES
from geo.model.tables import Column, Kind, Shape, Table
from geo.model.team import TeamDayState, TrackMode, Vehicle

T, INT, N, F, D, Z = Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.FLAG, Kind.DATE, Kind.TIME


def _share(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name, N, meaning, "share", 0, 1 + 1e-9, null=null)


VILLAGES: Final = Table(
    "VILLAGES",
    "administrative villages; parts and holes allowed",
    ("village_id",),
    (
        Column("village_id", T, "code of the village, or its name where there is no code"),
        Column("name", T, "name on screens"),
        Column("township", T, "township it belongs to; empty when the file names none"),
    ),
    Shape.POLYGON,
)

AREAS: Final = Table(
    "AREAS",
    "responsibility areas: ground with a post that answers for it; one known only by name has no geometry",
    ("area_id",),
    (
        Column("area_id", T, "code of the area, else village and name"),
        Column("village_id", T, "village it belongs to"),
        Column("name", T, "name on screens"),
        Column("kind", T, "what it is", allowed=("group", "compartment", "grid")),
        Column("post", T, "post that answers for it, never a person; empty when the file names none"),
    ),
    Shape.POLYGON,
    shape_null=True,
)

CELLS: Final = Table(
    "CELLS",
    "squares of the planning grid cut to their village; polygons are made only when asked for",
    ("cell_id",),
    (
        Column("cell_id", T, "village_id, ix and iy: stable when villages are added or reordered"),
        Column("village_id", T, "village that holds the cell"),
        Column("area_id", T, "responsibility area with the largest part of it; empty where none has any"),
        Column("ix", INT, "whole multiples of the cell size, eastwards"),
        Column("iy", INT, "whole multiples of the cell size, northwards"),
        Column("x", N, "easting of a point inside the cell", "m"),
        Column("y", N, "northing of a point inside the cell", "m"),
        Column("area_m2", N, "exact area of the cut cell", "m2", 0),
        Column("searchable_m2", N, "area without water and built-up ground", "m2", 0),
        Column("on_foot_m2", N, "of it, area not too steep to be searched on foot", "m2", 0),
        Column("joined_to", T, "cell it is searched with: itself, or the neighbour of a piece under 10 %"),
        Column("elevation_m", N, "area-weighted mean", "m", -500, 9000),
        Column("elevation_sd_m", N, "area-weighted standard deviation", "m", 0),
        Column("elevation_min_m", N, "lowest pixel touched", "m"),
        Column("elevation_max_m", N, "highest pixel touched", "m"),
        Column("slope_deg", N, "area-weighted mean slope", "deg", 0, 90),
        Column("slope_max_deg", N, "steepest pixel touched", "deg", 0, 90),
        _share("steep_share", "share of ground steeper than may be searched on foot"),
        Column("southness", N, "mean of -cos(aspect): 1 south, -1 north, 0 flat", "", -1, 1),
        *(_share(name, f"share of {name.removeprefix('cover_')} ground") for name in COVER_COLUMNS),
        _share("mapped_share", "share with land cover given; the rest is taken as open"),
        _share("void_share", "share where the elevation model has no data and was filled"),
        _share("edge_share", "share within 30 m of a forest edge"),
        Column("water_m", N, "distance to water", "m", 0, null=True),
        Column("seam_m", N, "distance to the border of the site or of a township", "m", 0),
        Column("remote_h", N, "walking hours from the nearest drivable road", "h", 0, null=True),
    ),
)

NODES: Final = Table(
    "NODES",
    "ends of road and path pieces",
    ("node_id",),
    (
        Column("node_id", INT, "number of the node"),
        Column("x", N, "easting", "m"),
        Column("y", N, "northing", "m"),
        Column("drivable", F, "a car can stand here, and reach it from a base"),
    ),
)

EDGES: Final = Table(
    "EDGES",
    "one-way pieces of road and path with their line; a two-way road is two rows",
    ("from_node", "to_node", "piece"),
    (
        Column("from_node", INT, "node it starts at"),
        Column("to_node", INT, "node it ends at"),
        Column("piece", INT, "number among pieces that join the same nodes"),
        Column("length_m", N, "length along the line", "m", 0),
        Column("drive_s", N, "seconds by car; null where only walked", "s", 0, null=True),
        Column("highway", T, "OSM highway class"),
    ),
    Shape.LINE,
)

BASES: Final = Table(
    "BASES",
    "where teams set out from",
    ("base_id",),
    (
        Column("base_id", T, "short name used in files"),
        Column("name", T, "name on screens"),
    ),
    Shape.POINT,
)

TEAMS: Final = Table(
    "TEAMS",
    "teams of a season",
    ("team_id",),
    (
        Column("team_id", T, "short name used in files"),
        Column("base_id", T, "base it sets out from"),
        Column("members", INT, "people, a driver included", "", 2, 60),
        Column("vehicle", T, "how it leaves the base", allowed=tuple(Vehicle)),
        Column("driver", F, "one member stays with the car and meets the others"),
        Column("hours_per_day", N, "from leaving the base to being back", "h", 0.5, 16),
    ),
)

TEAM_DAYS: Final = Table(
    "TEAM_DAYS",
    "one team out for one day",
    ("team_day_id",),
    (
        Column("team_day_id", T, "team and date"),
        Column("team_id", T, "team"),
        Column("date", D, "day"),
        Column("window_id", T, "window of that day"),
        Column("state", T, "where it stands", allowed=tuple(TeamDayState)),
        Column("locked", F, "stays as it is when the rest of the season is planned anew"),
    ),
)

TRAILHEADS: Final = Table(
    "TRAILHEADS",
    "places on drivable road where a car is left",
    ("trailhead_id",),
    (
        Column("trailhead_id", INT, "number, counted from 0"),
        Column("node_id", INT, "road node; -1 where no road file was given"),
        Column("x", N, "easting", "m"),
        Column("y", N, "northing", "m"),
    ),
)

WINDOWS: Final = Table(
    "WINDOWS",
    "season windows",
    ("window_id",),
    (
        Column("window_id", T, "w1, w2, ... in order of opening, or as given"),
        Column("name", T, "name on screens"),
        Column("opens", D, "first day"),
        Column("closes", D, "last day"),
    ),
)

HISTORY: Final = Table(
    "HISTORY",
    "finds of earlier seasons; a village-only record has no geometry",
    ("history_id",),
    (
        Column("history_id", T, "row name"),
        Column("season", INT, "year of the season", "year", 1950, 2100),
        Column("village_id", T, "village; empty when a place with coordinates lies outside every village"),
        Column("plants", N, "plants counted; null for 'some'", "plants", 0, null=True),
        Column("area_m2", N, "area of the plot", "m2", 0, null=True),
    ),
    Shape.POINT,
    shape_null=True,
)

EFFORT: Final = Table(
    "EFFORT",
    "past search effort by season and village",
    ("season", "village_id"),
    (
        Column("season", INT, "year of the season", "year", 1950, 2100),
        Column("village_id", T, "village"),
        Column("coverage", N, "mean coverage factor C", "", 0),
    ),
)

LEADS: Final = Table(
    "LEADS",
    "what must be checked; a lead known only by village has no geometry",
    ("lead_id",),
    (
        Column("lead_id", T, "row name"),
        Column("reported_on", D, "day it came in", null=True),
        Column("kind", T, "where it comes from", allowed=("tip", "satellite", "drone", "place", "sign")),
        Column("strength", N, "how much it is believed", "share", 0, 1),
        Column("error_m", N, "standard error of the place", "m", 0),
        Column("village_id", T, "village; empty when it lies outside every village"),
        Column("state", T, "METHODS 7", allowed=("new", "assigned", "confirmed", "ruled_out")),
        Column("note", T, "as written"),
    ),
    Shape.POINT,
    shape_null=True,
)

IMAGES_SEEN: Final = Table(
    "IMAGES_SEEN",
    "ground that a satellite or drone image covered",
    ("image_id",),
    (
        Column("image_id", T, "row name"),
        Column("taken_on", D, "day of the image", null=True),
    ),
    Shape.POLYGON,
)

YARDS: Final = Table(
    "YARDS",
    "house clusters: places with a number of yards, never households",
    ("yard_id",),
    (
        Column("yard_id", T, "row name"),
        Column("village_id", T, "village"),
        Column("place", T, "name of the cluster"),
        Column("yards", INT, "number of yards", "", 0),
        Column("checked", INT, "yards entered this season", "", 0),
        Column("from_lane", INT, "yards only looked into from the lane", "", 0),
    ),
    Shape.POINT,
)

FACTORS: Final = ("remote", "water", "slope", "south", "seam", "edge")
"""The closed list of evidence factors: land, never people."""

TIMES: Final = ("ground", "level", *FACTORS, "crop", "village", "local", "leads")
"""What multiplies to a cell's expected plots, in order of application; each is a column times_<name>."""

RISK: Final = Table(
    "RISK",
    "expected plots of each cell this season, with the factors that multiply to it",
    ("cell_id",),
    (
        Column("cell_id", T, "cell"),
        Column("evidence", N, "e, the weighted sum of the factors", "", 0, 1 + 1e-9),
        *(_share(f"factor_{name}", f"factor {name}; null where unknown", null=True) for name in FACTORS),
        Column("times_ground", N, "searchable ground", "km2", 0),
        Column("times_level", N, "level a of the site: plots per km2 of ground without evidence", "1/km2", 0),
        *(Column(f"times_{name}", N, f"what {name} multiplies by", "", 0) for name in TIMES[2:]),
        Column("expected_plots", N, "lam, expected plots this season", "plots", 0),
        _share("p", "chance of at least one plot, for display only"),
        Column(
            "risk_class", T, "high: top 10 % of area; medium: next 20 %", allowed=("high", "medium", "low")
        ),
    ),
)

VISIBILITY: Final = Table(
    "VISIBILITY",
    "what can be seen of each sowing class in each cell and window",
    ("cell_id", "window_id", "sowing_class"),
    (
        Column("cell_id", T, "cell"),
        Column("window_id", T, "window"),
        Column("sowing_class", INT, "0 early to 4 late", "", 0, 4),
        Column("sweep_width_m", N, "mean sweep width of one searcher over the window's days", "m", 0),
        Column("share", N, "share of the window's days on which it shows", "share", 0, 1 + 1e-9),
        Column("stage", T, "stage in the middle of the window", allowed=tuple(STAGES)),
    ),
)

OPTIONS: Final = Table(
    "OPTIONS",
    "what a visit to a cell would bring and take, before any other visit",
    ("cell_id", "window_id", "walkers", "passes"),
    (
        Column("cell_id", T, "cell"),
        Column("window_id", T, "window"),
        Column("walkers", INT, "searchers abreast in the team", "", 1),
        Column("passes", INT, "1 or 2", "", 1, 2),
        Column("gain", N, "expected finds", "plots", 0),
        Column("service_min", N, "minutes in the cell", "min", 0),
        Column("searcher_m", N, "L, searcher-metres walked", "m", 0),
    ),
)

PLANS: Final = Table(
    "PLANS",
    "season plans; immutable",
    ("plan_id",),
    (
        Column("plan_id", T, "start of content_hash"),
        Column("made_at", Z, "when it was made"),
        Column("seed", INT, "seed"),
        Column("settings", T, "settings that differ from the defaults, as JSON"),
        Column("inputs_hash", T, "hash of what it was made from"),
        Column("content_hash", T, "hash of routes and stops; covers neither made_at nor the clock"),
        Column("expected_finds", N, "expected finds of the season", "plots", 0),
        Column("bound", N, "upper bound; null until it is computed", "plots", 0, null=True),
        Column("summary", T, "the summary as JSON: windows, assumed, left_out"),
        Column("state", T, "one is adopted per site", allowed=("draft", "adopted", "superseded")),
    ),
)

ROUTES: Final = Table(
    "ROUTES",
    "one team-day's way to go, from base to base",
    ("route_id",),
    (
        Column("route_id", T, "plan and team-day"),
        Column("team_day_id", T, "team-day"),
        Column("team_id", T, "team"),
        Column("window_id", T, "window"),
        Column("date", D, "day"),
        Column("base_id", T, "base"),
        Column("pool", T, "what the route is for", allowed=("finds", "reserve", "yards")),
        Column("length_m", N, "way driven and walked, sweeps included", "m", 0),
        Column("walk_m", N, "walked part, sweeps included", "m", 0),
        Column("climb_m", N, "climb on foot, sweeps included", "m", 0),
        Column("duration_min", INT, "from leaving the base to being back", "min", 0),
        Column("stops", INT, "number of stops", "", 1),
        Column("expected_finds", N, "expected finds", "plots", 0),
    ),
    Shape.LINE,
)

STOPS: Final = Table(
    "STOPS",
    "where a route stops to search",
    ("stop_id",),
    (
        Column("stop_id", T, "route and order"),
        Column("route_id", T, "route"),
        Column("order", INT, "1, 2, ...", "", 1),
        Column("cell_id", T, "cell that is searched, or that holds the yards"),
        Column("lead_id", T, "lead or historic place that requires it; empty otherwise"),
        Column("yard_id", T, "house cluster; empty otherwise"),
        Column("trailhead_id", INT, "where the car stands meanwhile", "", -1),
        Column("passes", INT, "1 or 2; 0 for yards", "", 0, 2),
        Column("required", F, "a floor or a required lead asks for it"),
        Column("reserve", F, "from the reserve pool"),
        Column("service_min", N, "minutes at the stop", "min", 0),
        Column("arrive_min", INT, "minutes after leaving the base", "min", 0),
        Column("turn_back_min", INT, "minutes after leaving the base by which to turn back", "min"),
        Column("expected_finds", N, "expected finds; yards are never summed with plots", "plots", 0),
    ),
    Shape.POINT,
)

LEGS: Final = Table(
    "LEGS",
    "the pieces of a route, in order: the way is what the checker follows",
    ("route_id", "leg"),
    (
        Column("route_id", T, "route"),
        Column("leg", INT, "1, 2, ...", "", 1),
        Column("mode", T, "how it is covered", allowed=("drive", "walk", "search")),
        Column("to_stop", INT, "order of the stop it leads to or searches; 0 for the way back", "", 0),
        Column("seconds", INT, "planned time, rounded up", "s", 0),
        Column("abreast", INT, "of a search: people side by side; 0 otherwise", "", 0, 60),
        Column("spacing_m", N, "of a search: metres between neighbours", "m", 0, null=True),
        Column(
            "car_x", N, "easting of the car at the end of the leg; null on foot from the base", "m", null=True
        ),
        Column("car_y", N, "northing of the car at the end of the leg", "m", null=True),
    ),
    Shape.LINE,
)

HAND_CHANGES: Final = Table(
    "HAND_CHANGES",
    "what was changed by hand in a plan and in those it came from, in order",
    ("number",),
    (
        Column("number", INT, "1, 2, ...", "", 1),
        Column(
            "verb", T, "what was done",
            allowed=("move", "pin", "unpin", "forbid", "allow", "add", "swap", "merge", "rain"),
        ),
        Column("team_day_id", T, "team-day that was changed; empty when none"),
        Column("other_id", T, "the other team-day of a move, swap or merge; empty when none"),
        Column("cell_id", T, "cell it is about; empty when none"),
        Column("yard_id", T, "house cluster it is about; empty when none"),
        Column("window_id", T, "window it holds for; empty for the whole season"),
        Column("reason", T, "as written"),
        Column("changed_by", T, "account"),
        Column("changed_at", Z, "when"),
        Column("before_id", T, "plan that was changed"),
        Column("detail", T, "routes before and after, as JSON"),
    ),
)  # fmt: skip

PLAN_SIGNATURES: Final = Table(
    "PLAN_SIGNATURES",
    "what a plan leaves out and why, signed by whoever gave the days",
    ("signature_id",),
    (
        Column("signature_id", T, "plan and number"),
        Column("plan_id", T, "plan"),
        Column("content_hash", T, "of the plan that was signed"),
        Column("left_out", T, "what it leaves out and why, as shown, as JSON"),
        Column("signed_hash", T, "hash of content_hash and left_out: what the signature stands on"),
        Column("signed_by", T, "account"),
        Column("signed_at", Z, "when"),
        Column("note", T, "as written"),
    ),
)

SIDES: Final = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
"""Directions in which a piece lies from what it is named after, or to which its slope falls."""

PIECES: Final = Table(
    "PIECES",
    "pieces of ground that a route searches: its cells put together, with a name people know",
    ("piece_id",),
    (
        Column("piece_id", T, "route and number"),
        Column("route_id", T, "route"),
        Column("number", INT, "1, 2, ... in the order in which the route comes to them", "", 1),
        Column("cells", T, "cell_id of its cells, joined by ;"),
        Column("near", T, "the place it is named after; empty where no name is near"),
        Column("side", T, "where it lies from there; empty: at the place itself", allowed=("", *SIDES)),
        Column("slope", F, "the side is that of a slope which falls that way"),
        Column("area_m2", N, "searchable ground", "m2", 0),
    ),
    Shape.POLYGON,
)

TRACKS: Final = Table(
    "TRACKS",
    "lines walked or flown; a MultiLineString breaks where the track breaks",
    ("track_id",),
    (
        Column("track_id", T, "start of sha256"),
        Column("walked_on", D, "day, in the site's time zone"),
        Column("started_at", Z, "first point", null=True),
        Column("ended_at", Z, "last point", null=True),
        Column("team_id", T, "team; empty when not known"),
        Column("assignment_id", T, "route it belongs to; empty when not known"),
        Column(
            "walkers", INT, "searchers it stands for: 1 until a visit says how many went abreast", "", 1, 60
        ),
        Column("spacing_m", N, "between walkers abreast; null in file", "m", 0, null=True),
        Column("mode", T, "how it was covered", allowed=tuple(TrackMode)),
        Column(
            "swath_m", N, "width that a drone's pictures show; null where not given", "m", 0, 1000, null=True
        ),
        Column("accuracy_m", N, "median accuracy if the file gives it", "m", 0, null=True),
        Column("datum", T, "of the file", allowed=("WGS84", "CGCS2000", "GCJ02", "BD09")),
        Column("length_m", N, "length", "m", 0),
        Column("file", T, "file it came from"),
        Column("sha256", T, "of the cleaned points: the same track is kept once"),
    ),
    Shape.LINE,
)

FINDINGS: Final = Table(
    "FINDINGS",
    "plants seen at a place",
    ("finding_id",),
    (
        Column("finding_id", T, "row name"),
        Column("found_on", D, "day"),
        Column("village_id", T, "village; empty when it lies outside every village"),
        Column("stage", T, "stage of the crop; empty when not noted", allowed=("", *STAGES)),
        Column("plants", N, "plants counted", "plants", 0, null=True),
        Column("area_m2", N, "area of the plot", "m2", 0, null=True),
        Column("method", T, "how it was destroyed; empty until it is"),
        Column(
            "state", T, "METHODS 7",
            allowed=("reported", "held", "counted", "eradicated", "verified_gone", "reopened"),
        ),
        Column("eradicated_on", D, "day of destruction", null=True),
        Column("revisit_due", D, "day by which to look again", null=True),
        Column("species", T, "what it is", allowed=("poppy", "cannabis", "other", "to_identify")),
        Column(
            "count_kind", T, "what the count stands on; empty until counted",
            allowed=("", "exact", "provisional", "police"),
        ),
        Column("police_number", T, "number of the police document; empty when there is none"),
        Column("lead_id", T, "lead it answers; empty when none"),
        Column("visit_id", T, "visit on which it was found; empty when none"),
    ),
    Shape.POINT,
)  # fmt: skip

COVERAGE: Final = Table(
    "COVERAGE",
    "what was seen of each visited cell in each window",
    ("cell_id", "window_id"),
    (
        Column("cell_id", T, "cell"),
        Column("window_id", T, "window"),
        Column("visited", F, "a track came within sight of at least 5 % of the cell"),
        Column("confirmed", F, "the tracks of confirmed visits alone did"),
        Column("declared", F, "a confirmed visit names the cell, whatever its tracks show"),
        Column("visits", INT, "looks: days on which a track touched the cell", "", 0),
        Column("swept_m2", N, "ground within half a sweep width of a track, counted once", "m2", 0),
        Column("searcher_m", N, "L, searcher-metres walked in the cell", "m", 0),
        Column("coverage_factor", N, "C, lam-weighted over sowing classes", "", 0),
        Column("declared_factor", N, "what of C is debriefed on paper, without a track", "", 0),
        _share("seen_share", "share of the cell within the range of detection of any track"),
        _share("pod", "chance that a plot that is there was seen"),
        _share("pod_low", "with half the sweep width and concealed plots"),
        _share("pod_high", "with 1.5 times the sweep width"),
        Column("expected_left", N, "expected plots left after the looks", "plots", 0),
        Column("last_visit", D, "last day of a look"),
        Column(
            "state", T, "of the cell in the whole season, see GROUND",
            allowed=("open", "planned", "searched", "cleared", "restricted", "suspended"),
        ),
    ),
)  # fmt: skip

GROUND: Final = Table(
    "GROUND",
    "where each cell stands in this season; the first of these that holds, from below upwards",
    ("cell_id",),
    (
        Column("cell_id", T, "cell"),
        Column(
            "state", T,
            "suspended, restricted: by a signed decision, or too steep; cleared: searched to the target; "
            "searched; planned: a stop of the plan in force is still ahead; open",
            allowed=("open", "planned", "searched", "cleared", "restricted", "suspended"),
        ),
        Column("reason", T, "why it is left out of the search", allowed=("", "decision", "steep")),
        _share("pod", "chance, by all looks of the season, that a plot that is there was seen"),
    ),
)  # fmt: skip

VISITS: Final = Table(
    "VISITS",
    "survey records: who went over which ground on a day; amended by a new version, never edited",
    ("visit_id",),
    (
        Column("visit_id", T, "row name"),
        Column("visited_on", D, "day"),
        Column("assignment_id", T, "route that was handed out; empty when there was none"),
        Column("team_id", T, "team"),
        Column("village_id", T, "village; the visit's cells may name others"),
        Column("area", T, "responsibility area or village group named; empty when none"),
        Column("source", T, "what it stands on", allowed=("track", "paper")),
        Column("persons", INT, "people who went (人次)", "", 0, 500),
        Column("hours", N, "hours in the field", "h", 0, 24),
        Column("vehicles", INT, "vehicles (车次)", "", 0, 500),
        Column("sorties", INT, "drone flights (架次)", "", 0, 500),
        Column("nothing_found", F, "the ordinary case"),
        Column("formation", T, "how they walked; empty when not debriefed", allowed=("", "file", "abreast")),
        Column("walkers", INT, "searchers abreast; 1 in file", "", 1, 60),
        Column("spacing_m", N, "between walkers abreast", "m", 0, 500, null=True),
        Column("sight_m", N, "how far one could see, as debriefed", "m", 0, 1000, null=True),
        Column("light", T, "empty when not debriefed", allowed=("", "good", "fair", "poor")),
        Column("growth", T, "stage of the crop seen around; empty when not noted", allowed=("", *STAGES)),
        _share("own_pod", "their own judgement of the chance of having seen what was there", null=True),
        Column("not_entered", T, "why ground was not entered; empty when all was"),
        Column(
            "declared_coverage",
            N,
            "coverage factor as debriefed where there is no track",
            "",
            0,
            50,
            null=True,
        ),
        Column("note", T, "as written"),
        Column("state", T, "METHODS 7", allowed=("draft", "submitted", "confirmed", "returned")),
        Column("submitted_by", T, "account; empty while a draft"),
        Column("submitted_at", Z, "when", null=True),
        Column("decided_by", T, "account that confirmed or returned it; empty before"),
        Column("decided_at", Z, "when", null=True),
        Column("self_confirmed", F, "one person on one computer submitted and confirmed it"),
        Column("reason", T, "why it was returned; empty otherwise"),
        Column("content_hash", T, "of what was submitted: what a sign-off signs; empty while a draft"),
    ),
)

VISIT_CELLS: Final = Table(
    "VISIT_CELLS",
    "cells that a visit names",
    ("visit_id", "cell_id"),
    (Column("visit_id", T, "visit"), Column("cell_id", T, "cell, by the grid of the day")),
)

VISIT_TRACKS: Final = Table(
    "VISIT_TRACKS",
    "tracks that a visit stands on",
    ("visit_id", "track_id"),
    (Column("visit_id", T, "visit"), Column("track_id", T, "track")),
)

VISIT_YARDS: Final = Table(
    "VISIT_YARDS",
    "yards looked at on a visit",
    ("visit_id", "yard_id"),
    (
        Column("visit_id", T, "visit"),
        Column("yard_id", T, "house cluster"),
        Column("entered", INT, "yards entered", "", 0),
        Column("from_lane", INT, "yards only looked into from the lane", "", 0),
    ),
)

OUTCOMES: Final = Table(
    "OUTCOMES",
    "what became of a planned stop; the last word counts",
    ("outcome_id",),
    (
        Column("outcome_id", T, "row name"),
        Column("stop_id", T, "stop of the plan"),
        Column("cell_id", T, "its cell"),
        Column("outcome", T, "METHODS 7", allowed=("done", "partly", "not_reached")),
        Column(
            "reason",
            T,
            "empty when done",
            allowed=("", "weather", "time", "road", "danger", "blocked", "hands"),
        ),
        Column("said_on", D, "day"),
    ),
)

FILED_PLACES: Final = Table(
    "FILED_PLACES",
    "places on file with coordinates, ruled-out ones too",
    ("place_id",),
    (
        Column("place_id", T, "row name"),
        Column("filed_on", D, "day"),
        Column("lead_id", T, "lead it answers; empty when none"),
        Column("finding_id", T, "finding it is; empty when ruled out"),
        Column(
            "outcome", T, "what it turned out to be",
            allowed=(
                "poppy", "cannabis", "ornamental", "other_crop", "lawn", "landslide", "nothing", "other"
            ),
        ),
        Column("note", T, "as written"),
    ),
    Shape.POINT,
)  # fmt: skip

REVISITS: Final = Table(
    "REVISITS",
    "later looks at the same place (回头看)",
    ("revisit_id",),
    (
        Column("revisit_id", T, "finding and occasion"),
        Column("finding_id", T, "finding"),
        Column("occasion", T, "METHODS 7", allowed=("weeks", "next_stage", "next_season", "second_year")),
        Column("due_on", D, "day by which to look"),
        Column("done_on", D, "day of the look", null=True),
        Column("outcome", T, "empty until done", allowed=("", "gone", "regrowth")),
    ),
)

PHOTOS: Final = Table(
    "PHOTOS",
    "photos, re-encoded; where they were taken stays in the records",
    ("photo_id",),
    (
        Column("photo_id", T, "start of sha256"),
        Column("finding_id", T, "finding; empty until attached"),
        Column("taken_at", Z, "from the photo", null=True),
        Column("moment", T, "what it shows", allowed=("", "before", "after", "place")),
        Column("file", T, "name under photos/ in the site folder"),
        Column("sha256", T, "of the photo as it came: the same one is kept once"),
    ),
    Shape.POINT,
    shape_null=True,
)

DATUMS: Final = Table(
    "DATUMS",
    "datum of the files of a program, told once and taken for its next files",
    ("app",),
    (
        Column("app", T, "program that writes the files, without its version"),
        Column("datum", T, "of its coordinates", allowed=("WGS84", "CGCS2000", "GCJ02", "BD09")),
    ),
)

DECISIONS: Final = Table(
    "DECISIONS",
    "suspended ground: a person's signed decision with the figures that were shown",
    ("decision_id",),
    (
        Column("decision_id", T, "row name"),
        Column("cell_id", T, "cell"),
        Column("decided_on", D, "day"),
        Column("decided_by", T, "account"),
        Column("state", T, "what was decided", allowed=("suspended", "restricted", "resumed")),
        Column("figures", T, "figures shown when it was signed, as JSON"),
        Column("reason", T, "as written"),
    ),
)

SIGN_OFFS: Final = Table(
    "SIGN_OFFS",
    "villages signed off: a person's signature under the figures that were shown; revoked by a later row",
    ("sign_off_id",),
    (
        Column("sign_off_id", T, "village, season and number"),
        Column("village_id", T, "village"),
        Column("season", INT, "year of the season", "year", 1950, 2100),
        Column("state", T, "what was signed", allowed=("signed", "revoked")),
        Column("signed_on", D, "day"),
        Column("signed_by", T, "account"),
        Column("figures", T, "figures shown when it was signed, as JSON"),
        Column("content_hash", T, "of village, season and figures: what the signature stands on"),
        Column("reason", T, "as written"),
    ),
)

DEAD_CORNERS: Final = Table(
    "DEAD_CORNERS",
    "unseen ground inside villages called done",
    ("corner_id",),
    (
        Column("corner_id", T, "village and number, riskiest first"),
        Column("village_id", T, "village"),
        Column("area_m2", N, "connected unseen ground", "m2", 0),
        Column("width_m", N, "widest circle that fits", "m", 0),
        Column("expected_left", N, "expected plots left in it", "plots", 0),
        Column(
            "reason", T, "why it was not seen",
            allowed=("never_planned", "not_reached", "gps_gap", "steep", "restricted"),
        ),
        Column("outcome", T, "reason given at the stop; empty when none"),
        Column("on_seam", F, "lies on a seam"),
    ),
    Shape.POLYGON,
)  # fmt: skip

OBSERVED: Final = Table(
    "OBSERVED",
    "stages seen on the ground: the last word of a day counts",
    ("observed_id",),
    (
        Column("observed_id", T, "row name"),
        Column("seen_on", D, "day"),
        Column("stage", T, "stage", allowed=tuple(stage for stage in STAGES if stage != "none")),
        Column("elevation_m", N, "where", "m", -500, 9000),
    ),
)

SEASON_EFFORT: Final = Table(
    "SEASON_EFFORT",
    "effort of closed seasons by cell: it enters the next season's risk",
    ("season", "cell_id"),
    (
        Column("season", INT, "year of the season", "year", 1950, 2100),
        Column("cell_id", T, "cell, by the grid of the day it was closed"),
        Column("coverage", N, "coverage factor of the season, all looks", "", 0),
    ),
    Shape.POINT,
)

USERS: Final = Table(
    "USERS",
    "accounts",
    ("user_id",),
    (
        Column("user_id", T, "sign-in name"),
        Column("role", T, "STORE", allowed=("viewer", "surveyor", "officer", "lead", "admin")),
        Column("scope", T, "site, or a township's name"),
        Column("team_id", T, "a surveyor's own team; empty otherwise"),
        Column("password_hash", T, "argon2; empty for accounts of a single sign-on"),
        Column("disabled", F, "may not sign in"),
        Column("failures", INT, "failed sign-ins in a row", "", 0),
        Column("locked_until", Z, "no sign-in before", null=True),
    ),
)

SESSIONS: Final = Table(
    "SESSIONS",
    "open sign-ins: the hash of the cookie's token, never the token",
    ("token_hash",),
    (
        Column("token_hash", T, "sha256 of the token"),
        Column("user_id", T, "account"),
        Column("expires_at", Z, "until when"),
    ),
)

AUDIT: Final = Table(
    "AUDIT",
    "the log: every write, chained by hash",
    ("seq",),
    (
        Column("seq", INT, "1, 2, ...", "", 1),
        Column("at", Z, "when"),
        Column("user_id", T, "account; 'local' on a one-person computer"),
        Column("action", T, "what was done; 'refused' for what was not allowed"),
        Column("subject", T, "table and row"),
        Column("before", T, "row before as JSON; empty for a new one"),
        Column("after", T, "row after as JSON; empty for a refusal"),
        Column("previous_hash", T, "hash of the row before; 64 zeros at first"),
        Column("hash", T, "of this row with previous_hash"),
    ),
)


JOBS: Final = Table(
    "JOBS",
    "long work: who runs it, how far it is",
    ("job_id",),
    (
        Column("job_id", T, "row name"),
        Column("verb", T, "plan, coverage, ..."),
        Column("asked_by", T, "account that asked for it, as which it is done; 'local' without accounts"),
        Column("state", T, "where it stands", allowed=("waiting", "running", "done", "failed", "cancelled")),
        Column("done", INT, "steps done", "", 0),
        Column("total", INT, "steps in all", "", 0),
        Column("what", T, "what it is doing: a message key"),
        Column("started_at", Z, "when", null=True),
        Column("heartbeat_at", Z, "last sign of life", null=True),
        Column("result", T, "what it found out as JSON, or the error; empty where it made something else"),
        Column("cancel", F, "a person asked it to stop"),
        Column("pid", INT, "process that runs it; null until it has begun", null=True),
    ),
)

ALL: Final = (
    VILLAGES, AREAS, CELLS, YARDS, HISTORY, EFFORT, LEADS, IMAGES_SEEN, RISK, WINDOWS, VISIBILITY, OPTIONS,
    NODES, EDGES, BASES, TEAMS, TEAM_DAYS, TRAILHEADS, PLANS, ROUTES, STOPS, LEGS, PIECES,
    HAND_CHANGES, PLAN_SIGNATURES, TRACKS, VISITS,
    VISIT_CELLS, VISIT_TRACKS, VISIT_YARDS, OUTCOMES, FINDINGS, FILED_PLACES, REVISITS, PHOTOS, DATUMS,
    DECISIONS, SIGN_OFFS, COVERAGE, GROUND, DEAD_CORNERS, OBSERVED, SEASON_EFFORT, USERS, SESSIONS, AUDIT,
    JOBS,
)  # fmt: skip
