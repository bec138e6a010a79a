"""Every number of the method, once, with its unit and where it comes from. Frozen: a site changes a copy.

Sources in brackets name a section of docs/methods.md; "assumed" marks judgement.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from geo.errors import InputError
from geo.model.land import LandCover
from geo.model.season import Stage


def _number(default: Any, unit: str, source: str) -> Any:
    return field(default=default, metadata={"unit": unit, "source": source})


@dataclass(frozen=True)
class GridSettings:
    """The planning grid."""

    cell_size_m: float = _number(250.0, "m", "customer; 50 to 1000")
    cell_size_low_m: float = _number(50.0, "m", "customer: smallest cell size")
    cell_size_high_m: float = _number(1_000.0, "m", "customer: largest cell size")
    small_piece_share: float = _number(0.10, "share of a square", "methods 1")
    speck_m2: float = _number(1.0, "m2", "assumed: smaller parts, overlaps and gaps are drawing noise")
    pixel_m: float = _number(30.0, "m", "where no elevation model is given; SRTM's own step")
    margin_m: float = _number(1_000.0, "m", "assumed: ground around the site that ways may cross")
    forest_edge_m: float = _number(30.0, "m", "methods 3, assumed")
    flow_accumulation_m2: float = _number(500_000.0, "m2", "catchment from which a stream is drawn, assumed")


@dataclass(frozen=True)
class TravelSettings:
    """Walking and driving."""

    tobler_kmh: float = _number(6.0, "km/h", "Tobler 1993")
    tobler_steepness: float = _number(3.5, "", "Tobler 1993")
    tobler_offset: float = _number(0.05, "slope", "Tobler 1993")
    off_path: float = _number(0.6, "share of on-path speed", "Tobler 1993")
    pace_scrub: float = _number(1.5, "times", "methods 2, assumed")
    pace_forest: float = _number(1.3, "times", "methods 2, assumed")
    pace_crop: float = _number(1.1, "times", "methods 2, assumed")
    search_slope_deg: float = _number(30.0, "deg", "methods 2, assumed: searched on foot up to here")
    restricted_slope_deg: float = _number(
        40.0, "deg", "methods 2, assumed: nobody walks off a path above this"
    )
    turn_back: float = _number(1.3, "times the way back", "methods 2")
    track_kmh: float = _number(15.0, "km/h", "methods 2, assumed: highway=track")
    rural_kmh: dict[str, float] = field(
        default_factory=lambda: {
            "motorway": 100.0, "motorway_link": 50.0, "trunk": 80.0, "trunk_link": 40.0, "primary": 60.0,
            "primary_link": 40.0, "secondary": 50.0, "secondary_link": 35.0, "tertiary": 40.0,
            "tertiary_link": 30.0, "unclassified": 30.0, "residential": 25.0, "living_street": 10.0,
            "service": 15.0,
        },
        metadata={"unit": "km/h", "source": "rural defaults where OSM has no maxspeed, assumed"},
    )  # fmt: skip
    no_road_kmh: float = _number(20.0, "km/h", "methods 1: straight line x 1.5 where no roads are given")
    no_road_detour: float = _number(1.5, "times", "methods 1")
    trailhead_spacing_m: float = _number(150.0, "m", "assumed: places to leave a car along a road")
    near_cells: int = _number(2, "cells", "neighbours to which a walk is searched pixel by pixel")
    walk_cells: int = _number(5, "cells", "neighbours to which near walks are joined to longer ones")
    base_near_m: float = _number(500.0, "m", "assumed: a base further from a drivable road is told of")
    base_reach_m: float = _number(5_000.0, "m", "assumed: no base is taken to join a road further away")
    walk_limit_h: float = _number(1.5, "h", "assumed: longest walk between two stops away from the car")


@dataclass(frozen=True)
class RiskSettings:
    """Where: expected plots."""

    weight_remote: float = _number(0.25, "", "methods 3, assumed")
    weight_water: float = _number(0.20, "", "methods 3, assumed")
    weight_slope: float = _number(0.15, "", "methods 3, assumed")
    weight_south: float = _number(0.10, "", "methods 3, assumed")
    weight_seam: float = _number(0.15, "", "methods 3, assumed")
    weight_edge: float = _number(0.15, "", "methods 3, assumed")
    remote_from_h: float = _number(0.15, "h", "methods 3: remoteness counts from here")
    remote_over_h: float = _number(0.65, "h", "methods 3: and is full this much further")
    water_near_m: float = _number(150.0, "m", "methods 3: water counts fully up to here")
    water_over_m: float = _number(850.0, "m", "methods 3: and not at all this much further")
    slope_deg: tuple[float, float, float, float] = _number(
        (4.0, 10.0, 25.0, 38.0), "deg", "methods 3: slope counts from, fully from, fully to, to"
    )
    seam_over_m: float = _number(1_000.0, "m", "methods 3: the seam counts up to here")
    edge_full_share: float = _number(0.3, "share", "methods 3: share near a forest edge that counts fully")
    steepness: float = _number(6.0, "", "methods 3: g = A exp(6 e)")
    crop_times: float = _number(0.2, "times", "methods 3")
    crop_share: float = _number(0.5, "share", "methods 3")
    plots_per_km2: float = _number(0.25, "1/km2", "methods 3, assumed and shown")
    half_life_years: float = _number(3.0, "years", "methods 3")
    level_shape: float = _number(5.0, "", "methods 3")
    village_shape: float = _number(2.0, "", "methods 3")
    local_shape: float = _number(0.3, "", "methods 3")
    local_sigma_m: float = _number(810.0, "m", "methods 3; at least 2 cells")
    effort_floor: float = _number(0.1, "", "methods 3")
    unlogged_coverage: float = _number(0.35, "", "methods 3, assumed")
    past_width_m: float = _number(
        28.0, "m", "Ibbett et al. 2020; assumed where tracks of past seasons say none"
    )
    satellite_lr: float = _number(25.0, "", "methods 3: sensitivity 0.5, false positive 0.02")
    imaged_lr: float = _number(0.51, "", "methods 3")
    lead_lr: float = _number(19.0, "", "methods 3: 1 + 19 x strength")
    required_strength: float = _number(0.8, "share", "methods 3")
    error_image_m: float = _number(50.0, "m", "methods 3, assumed")
    error_other_m: float = _number(250.0, "m", "methods 3, assumed")
    high_share: float = _number(0.10, "share of area", "assumed: class 'high'")
    medium_share: float = _number(0.20, "share of area", "assumed: class 'medium', the next")


@dataclass(frozen=True)
class SeasonSettings:
    """When: crop calendar and windows."""

    base_c: float = _number(2.0, "C", "methods 4")
    lapse_c_per_km: float = _number(5.5, "C/km", "methods 4")
    emergence_dd: float = _number(110.0, "C d", "Lisson 2007")
    flowering_dd: float = _number(700.0, "C d after emergence", "methods 4, assumed")
    lancing_dd: float = _number(200.0, "C d after flowering", "methods 4, assumed")
    end_dd: float = _number(480.0, "C d after lancing", "methods 4, assumed")
    sowing_c: float = _number(6.0, "C", "methods 4: mean temperature at which sowing starts")
    mean_c: float = _number(12.0, "C", "methods 4, assumed: climate where none is given")
    swing_c: float = _number(9.0, "C", "methods 4, assumed")
    mean_at_m: float = _number(1500.0, "m", "methods 4, assumed")
    coldest_day: float = _number(15.0, "d since 1 January", "assumed: middle of January")
    later_d_per_100m: float = _number(4.4, "d", "methods 4: presets")
    visible_after_d: int = _number(20, "d after emergence", "methods 4")
    bud_d: int = _number(14, "d before flowering", "methods 4")
    flower_d: int = _number(16, "d", "methods 4")
    class_share: float = _number(0.2, "share", "methods 4: q_k")
    class_days: tuple[int, ...] = _number((-19, -8, 0, 8, 19), "d", "methods 4: quantiles, sd 15 d")
    longest_season_d: float = _number(300.0, "d", "assumed: what takes longer from sowing does not ripen")
    window_days: int = _number(20, "d", "methods 4")
    seedling_after_d: int = _number(30, "d after emergence", "methods 4")
    flower_after_d: int = _number(6, "d after flowering", "methods 4")
    capsule_after_d: int = _number(10, "d after lancing", "methods 4")


def _sweep_widths() -> dict[Stage, tuple[float, float, float]]:
    return {
        Stage.NONE: (0.0, 0.0, 0.0),
        Stage.ROSETTE: (25.0, 12.0, 8.0),
        Stage.BUD: (45.0, 20.0, 11.0),
        Stage.FLOWER: (80.0, 35.0, 20.0),
        Stage.CAPSULE: (62.0, 27.0, 16.0),
    }


@dataclass(frozen=True)
class DetectionSettings:
    """How well: sweep width, passes, coverage."""

    sweep_width_m: dict[Stage, tuple[float, float, float]] = field(
        default_factory=_sweep_widths,
        metadata={
            "unit": "m per searcher: open, orchard or tall crop, scrub or forest",
            "source": "methods 5, assumed around 28 m, Ibbett et al. 2020",
        },
    )
    sight_flower: float = _number(1.8, "W / Rd", "Koester et al. 2014: flower in the open")
    sight_bud: float = _number(1.6, "W / Rd", "Koester et al. 2014: bud, capsule")
    sight_rosette: float = _number(1.1, "W / Rd", "Koester et al. 2014: rosette, yard patch")
    pace_open_kmh: float = _number(2.0, "km/h", "methods 5, assumed")
    pace_scrub_kmh: float = _number(1.0, "km/h", "methods 5, assumed: scrub and forest")
    pace_slope_deg: float = _number(60.0, "deg", "methods 5: slowed by exp(slope / 60)")
    stop_overhead_min: float = _number(
        5.5,
        "min",
        "measured on sample and Liechtenstein, 5.6 and 5.3: ways in, out and between parts",
    )
    repeat: float = _number(0.7, "times per repeat in the same stage", "methods 5")
    low_width: float = _number(0.5, "times W", "methods 5: pod_low")
    high_width: float = _number(1.5, "times W", "methods 5: pod_high")
    least_half_width_m: float = _number(5.0, "m", "methods 5: tracks")
    visited_share: float = _number(0.05, "share", "methods 5: visited")
    village_done_share: float = _number(0.95, "share", "methods 5: village done")
    restart_plots: float = _number(0.08, "plots", "methods 5, assumed: a cell after eradication")
    displaced_plots: float = _number(0.15, "plots", "methods 5, assumed: shared by the cells around a find")
    displaced_within_m: float = _number(2_500.0, "m", "methods 5, assumed")
    corner_m2: float = _number(500.0, "m2", "methods 5: smallest dead corner")
    corner_width_m: float = _number(12.0, "m", "methods 5: narrowest dead corner")
    corner_pixel_m: float = _number(2.0, "m", "assumed: grain in which dead corners are looked for")
    corner_seam_m: float = _number(50.0, "m", "assumed: a dead corner this near lies on the seam")
    pod_target: float = _number(0.8, "", "methods 5")
    yard_min: float = _number(4.0, "min a yard", "methods 3, assumed")
    yard_pod_entered: float = _number(0.9, "", "methods 3, assumed")
    yard_pod_lane: float = _number(0.3, "", "methods 3, assumed")
    gap_s: float = _number(60.0, "s", "methods 5: a track breaks")
    gap_m: float = _number(100.0, "m", "methods 5: a track breaks")
    foot_kmh: float = _number(12.0, "km/h", "methods 5: faster is no walking")


@dataclass(frozen=True)
class SweepSettings:
    """Lines inside a cell."""

    climb_s_per_m: float = _number(
        12.0, "s per m of rise or fall", "assumed: twice Naismith 1892, so that lines keep to the contour"
    )
    bridge_m: float = _number(45.0, "m", "assumed: steep ground this narrow is walked through in line")
    least_line_m: float = _number(15.0, "m", "assumed: a shorter line is not worth the turn")


@dataclass(frozen=True)
class PieceSettings:
    """Pieces into which a route's cells are put together."""

    least_m2: float = _number(100_000.0, "m2", "methods 6.5: 10 to 40 ha")
    most_m2: float = _number(400_000.0, "m2", "methods 6.5: 10 to 40 ha")
    seen_share: float = _number(0.5, "share of a side", "assumed: path, ridge or gully along it is a border")
    around_m: float = _number(270.0, "m", "assumed: ground against which ridges and gullies stand out")
    relief_m: float = _number(8.0, "m", "assumed: and by how much")
    near_m: float = _number(1_500.0, "m", "assumed: a name further away is no help")
    slope_deg: float = _number(10.0, "deg", "assumed: ground that falls one way so steeply is a slope")


@dataclass(frozen=True)
class DroneSettings:
    """Flights over ground that nobody should walk."""

    cameras: dict[str, tuple[float, float, float, int, int]] = field(
        default_factory=lambda: {
            "1-inch": (13.2, 8.8, 8.8, 5472, 3648),
            "4/3": (17.3, 13.0, 12.29, 5280, 3956),
            "1/2-inch": (6.4, 4.8, 4.5, 4000, 3000),
        },
        metadata={
            "unit": "sensor mm across, mm along, focal length mm, pixels across, pixels along",
            "source": "makers' data sheets of common survey drones, sensor sizes rounded",
        },
    )
    height_m: float = _number(60.0, "m above ground", "assumed: half of what is allowed")
    highest_m: float = _number(120.0, "m above ground", "China, State Council order 761: small drones")
    forward_overlap: float = _number(0.6, "share", "assumed: a place is on at least two pictures")
    side_overlap: float = _number(0.3, "share", "assumed: looked at, not measured; surveying asks for 0.6")
    speed_m_s: float = _number(8.0, "m/s", "assumed")
    picture_s: float = _number(2.0, "s", "assumed: least time between two pictures")
    turn_s: float = _number(8.0, "s", "assumed: braking, turning, setting off")
    battery_min: float = _number(25.0, "min", "assumed: flying time of one battery")
    battery_used: float = _number(0.7, "share", "assumed: the rest is for the way and for coming home")
    relief_share: float = _number(0.2, "share of the height", "assumed: beyond it a line is flown in steps")


@dataclass(frozen=True)
class PlanSettings:
    """The season plan."""

    reserve_share: float = _number(0.3, "share of routes", "methods 6.4")
    reserve_points: tuple[float, ...] = _number(
        (0.0, 0.15, 0.3, 0.6, 1.0), "share of routes", "assumed: where the trade-off is planned"
    )
    yard_share: float = _number(0.1, "share of routes", "assumed: where house clusters are given")
    regret_power: float = _number(2.0, "", "methods 6.2")
    floors: bool = _number(True, "", "methods 6.1: default on")  # noqa: FBT003
    leave_base_at_h: float = _number(8.0, "h local time", "assumed")
    members: int = _number(5, "people", "methods 1: where no teams are given")
    days_per_window: int = _number(20, "d", "methods 1: where no teams are given")
    hours_per_day: float = _number(8.0, "h", "methods 1: where no teams are given")
    least_team: int = _number(2, "people", "methods 2: never fewer")
    yards_per_stop: int = _number(30, "yards", "assumed: two hours; a larger cluster is several stops")
    least_days_share: float = _number(
        1 / 3,
        "share of a window's own days",
        "assumed: where days may move every window keeps so many; its price is told",
    )
    lead_soon_share: float = _number(
        0.5,
        "share of the best window's gain",
        "assumed: a lead is entered in the first window that shows so much",
    )
    rounds: int = _number(
        2, "times every window", "measured: one long search of a window is worth more than many short ones"
    )
    steps_per_stop: float = _number(
        20.0, "steps of the search for each stop", "measured: the sample's plan stays under 10 s"
    )
    patient_stops: int = _number(
        1_200, "stops", "assumed: about a township's season; above, more steps a stop, up to twice as many"
    )
    most_patient: float = _number(
        4.0, "times", "measured: 2 to 6 % more finds; 47 CPU-s for 16,000 stops, twice as many bring nothing"
    )
    least_rise: float = _number(1e-4, "share of the finds", "assumed: a round that brings less is the last")
    least_search_share: float = _number(
        0.4, "share of team time", "assumed: at least so much is searching, the rest is on the way"
    )
    poorer_stops: float = _number(
        0.1, "share of stops", "assumed: what is left out must bring more than these to be weighed again"
    )
    left_out_times: float = _number(
        0.4, "times the stops planned", "tried on synthetic counties: stops left out that improvement weighs"
    )


@dataclass(frozen=True)
class OrienteeringSettings:
    """The search that improves the routes of a window; all measured, see benchmarks/README.md."""

    most_out: int = _number(20, "stops", "measured: a step takes out up to so many")
    strings: float = _number(0.7, "share of steps", "measured: take out strings of neighbouring routes")
    scattered: float = _number(0.1, "share of steps", "measured: take out stops anywhere")
    noise: float = _number(0.5, "share", "measured: prizes are weighed down by up to this at random")
    second: float = _number(0.1, "times mean prize per second", "measured: worth of a second saved")
    hot: tuple[float, ...] = _number(
        (0.02, 0.06, 0.2), "prizes of a route", "measured: temperatures at which coolings begin"
    )
    cold: float = _number(0.001, "prizes of a route", "measured: at which they end")
    near: int = _number(120, "stops", "measured: neighbours among which a step takes stops out")
    steps_per_stop: float = _number(40.0, "steps", "measured: the first cooling")
    growth: float = _number(1.1, "times", "measured: each cooling against the one before")
    least_stops: int = _number(50, "stops", "measured: smaller groups are given the steps of so many")
    group_stops: int = _number(300, "stops", "methods 6.3: above it routes are grouped")
    group_visited: int = _number(120, "stops", "measured: visited stops in a group")
    threads: int = _number(2, "threads", "assumed: at most so many groups at a time")


@dataclass(frozen=True)
class RecordSettings:
    """The database of a site and long work."""

    busy_timeout_s: float = _number(30.0, "s", "measured: SQLite's waiting for another writer")
    stale_job_s: float = _number(30.0, "s", "assumed: long work without a sign of life is shown as failed")
    beat_s: float = _number(1.0, "s", "assumed: progress is written at most this often")
    sign_in_failures: int = _number(5, "wrong passwords", "assumed: so many in a row lock an account")
    lock_out_s: float = _number(900.0, "s", "assumed: a locked account lets nobody in for this long")
    session_h: float = _number(12.0, "h", "assumed: a sign-in lasts a working day")
    least_password: int = _number(10, "signs", "assumed: shortest password")
    pod_gap: float = _number(0.3, "share", "methods 7: own and computed POD further apart are flagged")
    missed_rises: int = _number(2, "times", "assumed: a stop not reached so often goes to the lead")
    restore_copies: float = _number(
        3.0, "times", "a restore unpacks, copies the records and puts the files in place"
    )
    disk_left_mb: float = _number(200.0, "MB", "assumed: a restore leaves the disk this much")
    backup_list_mb: float = _number(50.0, "MB", "assumed: the list of 300,000 photos is 40 MB")
    mark_tolerance_m: float = _number(50.0, "m", "assumed: a filed place answers a satellite mark within it")


@dataclass(frozen=True)
class IntakeSettings:
    """What is taken in from files."""

    largest_file_mb: float = _number(500.0, "MB", "assumed: larger files are refused before they are opened")
    largest_track_mb: float = _number(50.0, "MB", "assumed: a day's track is a few MB")
    reader_s: float = _number(10.0, "s", "targets: no file hangs longer")
    reader_mb: float = _number(
        2_000.0, "MB", "assumed: memory for reading one file, of an office PC with 8 GB"
    )
    site_s: float = _number(900.0, "s", "assumed: longest reading of all files of a new site")
    site_mb: float = _number(6_000.0, "MB", "assumed: memory for reading all files of a new site")
    reader_start_s: float = _number(60.0, "s", "assumed: longest start of the process that reads")
    largest_photo_mb: float = _number(40.0, "MB", "assumed")
    photo_pixels: float = _number(60_000_000.0, "pixels", "assumed: phones make up to 50 million")
    photo_side_px: int = _number(2048, "pixels", "assumed: longer sides are made shorter")
    photo_quality: int = _number(85, "JPEG quality", "assumed")
    photo_near_m: float = _number(100.0, "m", "assumed: a photo farther from a finding is not of it")
    photo_near_h: float = _number(12.0, "h", "assumed: a photo of another day is of another visit")
    match_m: float = _number(200.0, "m", "assumed: a track within it follows the route")
    match_share: float = _number(0.5, "share", "assumed: less of a track along a route is asked about")
    largest_unpacked_mb: float = _number(1_000.0, "MB", "assumed: limit against archives that swell")
    largest_sheet_rows: int = _number(200_000, "rows", "assumed")
    dem_pixels: int = _number(36_000_000, "pixels", "assumed: finer elevation models are averaged")
    dem_covers: float = _number(0.9, "share of the site", "an elevation model below it is refused")
    least_pixel_m: float = _number(1.0, "m", "assumed")
    most_pixel_m: float = _number(250.0, "m", "assumed: coarser elevation says nothing about slopes")
    elsewhere_m: float = _number(
        100_000.0, "m", "assumed: a base, track or finding farther from the site belongs to another"
    )
    longest_step_m: float = _number(20_000.0, "m", "assumed: two track points farther apart are a wild fix")
    lead_strength: float = _number(0.5, "share", "assumed: where a lead says none")
    revisit_from_d: int = _number(14, "d after eradication", "methods 7: 14 to 21 days")
    revisit_d: int = _number(21, "d after eradication", "methods 7: 14 to 21 days")


@dataclass(frozen=True)
class PackSettings:
    """What a team carries for a day."""

    check_in_min: float = _number(120.0, "min", "assumed: a team reports so often while it is out")
    hazard_near_m: float = _number(500.0, "m", "assumed: hazards this near to the way are told of")


@dataclass(frozen=True)
class Settings:
    """All settings of a site."""

    grid: GridSettings = field(default_factory=GridSettings)
    travel: TravelSettings = field(default_factory=TravelSettings)
    risk: RiskSettings = field(default_factory=RiskSettings)
    season: SeasonSettings = field(default_factory=SeasonSettings)
    detection: DetectionSettings = field(default_factory=DetectionSettings)
    sweep: SweepSettings = field(default_factory=SweepSettings)
    piece: PieceSettings = field(default_factory=PieceSettings)
    drone: DroneSettings = field(default_factory=DroneSettings)
    plan: PlanSettings = field(default_factory=PlanSettings)
    orienteering: OrienteeringSettings = field(default_factory=OrienteeringSettings)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    records: RecordSettings = field(default_factory=RecordSettings)
    pack: PackSettings = field(default_factory=PackSettings)


DEFAULTS: Final = Settings()

OPEN_COVERS: Final = (LandCover.OPEN, LandCover.CROP, LandCover.BARE)
TALL_COVERS: Final = (LandCover.ORCHARD,)
CLOSED_COVERS: Final = (LandCover.SCRUB, LandCover.FOREST)
"""Columns of the sweep-width table: which land cover reads which."""


def with_changes(settings: Settings, changes: dict[str, dict[str, Any]], *, file: str) -> Settings:
    """Return settings with the changes of a site file; an unknown name is an error with a suggestion.

    Raises
    ------
    InputError : unknown part or name, or a value of another kind than the default
    """
    parts = {part.name for part in fields(settings)}
    for name, values in changes.items():
        if name not in parts:
            raise _unknown(name, parts, file=file, place="settings")
        part = getattr(settings, name)
        known = {item.name: item for item in fields(part)}
        for key, value in values.items():
            if key not in known:
                raise _unknown(key, set(known), file=file, place=f"settings.{name}")
            place = f"settings.{name}.{key}"
            _same_kind(value, getattr(part, key), file=file, place=place)
            _in_range(value, known[key], file=file, place=place)
        settings = replace(settings, **{name: replace(part, **values)})
    return settings


def _unknown(name: str, known: set[str], *, file: str, place: str) -> InputError:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return InputError(
        "error-unknown-key",
        file=file,
        place=place,
        name=name,
        suggestion=near[0] if near else ", ".join(sorted(known)),
    )


def _same_kind(value: object, default: object, *, file: str, place: str) -> None:
    both_numbers = isinstance(value, int | float) and isinstance(default, int | float)
    if isinstance(value, bool) != isinstance(default, bool) or not (
        both_numbers or isinstance(value, type(default))
    ):
        raise InputError("error-setting-kind", file=file, place=place, value=str(value), default=str(default))


def _in_range(value: object, setting: Any, *, file: str, place: str) -> None:
    """Refuse what no setting can be: not finite, a share above one, below zero unless in degrees C."""
    unit = str(setting.metadata.get("unit", ""))
    if isinstance(value, bool) or not isinstance(value, int | float) or unit == "C":
        return
    most = 1.0 if unit.startswith("share") else math.inf
    if not (math.isfinite(value) and 0 <= value <= most):
        allowed = "0 … 1" if most == 1 else "≥ 0"
        raise InputError("error-setting-range", file=file, place=place, value=str(value), allowed=allowed)
