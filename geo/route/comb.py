"""Choose how parallel lines lie over a piece of ground: direction, spacing, and who walks which of them."""

from __future__ import annotations

import numpy as np
from numba import njit

STEP_SHARE = 6  # samples a pixel along a line


@njit(cache=True, nogil=True)
def choose_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    edges, kinds, frame, plain, angles, climb_per_m, metres, ground_m2, blocks, passes, pace, costs
):
    """Choose the comb whose lines add up to the metres asked for, with the least time and climb.

    edges (n, 4): outline; kinds (rows, columns) pixels, frame left, top, pixel m; plain: nothing inside is
    left out; angles (a,) rad, climb_per_m (a,) rise and fall along each; metres: of all lines of one pass;
    blocks: ranks x searchers; pace s/m; costs: s/m of turning, s per m of rise or fall, m bridged, least m.
    Returns angle, spacing, phase, seconds of the team; spacing 0 where there is nothing to search.
    """
    x0, y0, reach = _middle_kernel(edges)
    if plain:
        area = ground_m2
    else:
        fine = reach / 40  # a fine comb measures what is left
        length, _, _ = _walk_kernel(
            edges, kinds, frame, plain, 0.0, fine, 0.25, x0, y0, reach, 1, pace, costs
        )
        area = length * fine
    if area <= 0:
        return 0.0, 0.0, 0.0, 0.0
    # Where most of the ground is left out, nobody paces the rest up and down for the whole time.
    metres = metres * min(1.0, 2 * area / ground_m2)
    spacing = area / metres
    best, angle = np.inf, 0.0
    least_m = metres / costs[4]
    for k in range(len(angles)):
        if least_m * (pace + costs[1] * climb_per_m[k]) >= best:
            continue
        length, seconds, team_m = _walk_kernel(
            edges, kinds, frame, plain, angles[k], spacing, 0.5, x0, y0, reach, blocks, pace, costs
        )
        if length <= 0:
            continue
        cost = seconds * max(1.0, metres / length) + costs[1] * climb_per_m[k] * team_m
        if cost < best * (1 - 1e-9):
            best, angle = cost, angles[k]
    return _fit_kernel(
        edges, kinds, frame, plain, angle, spacing, metres, x0, y0, reach, blocks, passes, pace, costs
    )


@njit(cache=True, nogil=True)
def _fit_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    edges, kinds, frame, plain, angle, spacing, metres, x0, y0, reach, blocks, passes, pace, costs
):
    """Move and narrow the comb until its lines add up."""
    best, found, closest = np.inf, (angle, spacing, 0.5, 0.0), 1.0
    across = (edges[:, 1] - y0) * np.cos(angle) - (edges[:, 0] - x0) * np.sin(angle)
    low, high = across.min(), across.max()
    for narrower in range(8):
        for part in range(4):
            tried = spacing * (1.0 - 0.015 * narrower)
            phase, length, seconds = (part + 2) % 4 / 4, 0.0, 0.0
            for again in range(passes):
                shifted = phase + (again - 0.5 * (passes - 1)) / 2
                one_m, one_s, _ = _walk_kernel(
                    edges, kinds, frame, plain, angle, tried, shifted, x0, y0, reach, blocks, pace, costs
                )
                length, seconds = length + one_m, seconds + one_s
            off = abs(length / (metres * passes) - 1)
            # Outer lines lie half a spacing from the edge.
            first = np.ceil(low / tried - phase) + phase - low / tried
            last = high / tried - np.floor(high / tried - phase) - phase
            aside = abs(first - 0.5) + abs(last - 0.5)
            cost = seconds * (1 + 20 * max(0.0, off - 0.015) + off + 0.05 * aside)
            if cost < best * (1 - 1e-9):
                best, found, closest = cost, (angle, tried, phase, seconds), off
        if closest <= 0.015:
            break
    return found


@njit(cache=True, nogil=True)
def _middle_kernel(edges):  # type: ignore[no-untyped-def]
    """Middle of the outline's box and half its diagonal."""
    left, right = edges[:, 0].min(), edges[:, 0].max()
    low, high = edges[:, 1].min(), edges[:, 1].max()
    return (left + right) / 2, (low + high) / 2, np.hypot(right - left, high - low) / 2


@njit(cache=True, nogil=True)
def _walk_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    edges, kinds, frame, plain, angle, spacing, phase, x0, y0, reach, blocks, pace, costs
):
    """Metres searched, seconds of the team, metres of the team, for one comb."""
    lines, number = comb_kernel(edges, kinds, frame, plain, angle, spacing, phase, x0, y0, reach, costs)
    if number == 0:
        return 0.0, 0.0, 0.0
    line_s, searched = line_seconds_kernel(lines, number, pace, costs)
    turn_s = spacing * costs[0]
    block = partition_kernel(line_s, turn_s, blocks)
    abreast = int(costs[4])
    ranks = int(block[-1]) // abreast + 1
    # A rank waits for the one with the longest share.
    longest = np.zeros(ranks)
    k = 0
    while k < len(line_s):
        share_s, last = -turn_s, k
        while last < len(line_s) and block[last] == block[k]:
            share_s, last = share_s + turn_s + line_s[last], last + 1
        rank = int(block[k]) // abreast
        longest[rank], k = max(longest[rank], share_s), last
    search_s = longest.sum()
    return searched, search_s + (ranks - 1) * abreast * turn_s, search_s / pace


@njit(cache=True, nogil=True)
def line_seconds_kernel(lines, number, pace, costs):  # type: ignore[no-untyped-def]
    """Seconds of every line, what lies between its stretches walked; and metres searched."""
    line_s, searched, count = np.zeros(number), 0.0, 0
    for k in range(number):
        metres = lines[k, 2] - lines[k, 1]
        searched += metres
        if k > 0 and lines[k, 0] == lines[k - 1, 0]:
            line_s[count - 1] += metres * pace + (lines[k, 1] - lines[k - 1, 2]) * costs[0]
        else:
            line_s[count] = metres * pace
            count += 1
    return line_s[:count], searched


@njit(cache=True, nogil=True)
def partition_kernel(line_s, turn_s, blocks):  # type: ignore[no-untyped-def]
    """Share lines out, side by side, so that the longest share is as short as can be: share of each line."""
    low, high = line_s.max(), line_s.sum() + turn_s * len(line_s)
    for _ in range(24):
        cap = (low + high) / 2
        if _blocks_needed(line_s, turn_s, cap) <= blocks:
            high = cap
        else:
            low = cap
    out = np.zeros(len(line_s), np.int64)
    block, filled = 0, line_s[0]
    for k in range(1, len(line_s)):
        if filled + turn_s + line_s[k] > high:
            block, filled = block + 1, line_s[k]
        else:
            filled += turn_s + line_s[k]
        out[k] = block
    return out


@njit(cache=True, nogil=True)
def _blocks_needed(line_s, turn_s, cap):  # type: ignore[no-untyped-def]
    needed, filled = 1, line_s[0]
    for k in range(1, len(line_s)):
        if filled + turn_s + line_s[k] > cap:
            needed, filled = needed + 1, line_s[k]
        else:
            filled += turn_s + line_s[k]
    return needed


@njit(cache=True, nogil=True)
def comb_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    edges, kinds, frame, plain, angle, spacing, phase, x0, y0, reach, costs
):
    """Stretches of the comb's lines that are searched: rows line, from, to (m along it from the middle).

    Lines lie at (k + phase) spacings from the middle, across the angle.
    """
    ux, uy = np.cos(angle), np.sin(angle)
    last = int(reach / spacing) + 2
    out, number = np.empty((64, 3)), 0
    cuts = np.empty(len(edges) + 1)
    for k in range(-last, last + 1):
        across = (k + phase) * spacing
        found = _crossings_kernel(edges, ux, uy, x0, y0, across, cuts)
        before = number
        for c in range(0, found - 1, 2):
            enter, leave = cuts[c], cuts[c + 1]
            if number + 64 > len(out):
                out = np.concatenate((out, np.empty_like(out)))
            if plain:
                out[number, 0], out[number, 1], out[number, 2] = k + last, enter, leave
                number += 1
                continue
            number = _stretches_kernel(
                kinds, frame, x0 - across * uy, y0 + across * ux, ux, uy, enter, leave, k + last, costs, out,
                number, before,
            )  # fmt: skip
        # What is too short to be worth the turn is left out.
        kept = before
        for c in range(before, number):
            if out[c, 2] - out[c, 1] >= costs[3]:
                out[kept] = out[c]
                kept += 1
        number = kept
    return out, number


@njit(cache=True, nogil=True)
def _crossings_kernel(edges, ux, uy, x0, y0, across, cuts):  # type: ignore[no-untyped-def]
    """Places along a line where it enters and leaves the outline, in order; returns their number."""
    found = 0
    for e in range(len(edges)):
        side = -(edges[e, 0] - x0) * uy + (edges[e, 1] - y0) * ux - across
        other = -(edges[e, 2] - x0) * uy + (edges[e, 3] - y0) * ux - across
        if (side <= 0) != (other <= 0):
            share = side / (side - other)
            x = edges[e, 0] + share * (edges[e, 2] - edges[e, 0]) - x0
            y = edges[e, 1] + share * (edges[e, 3] - edges[e, 1]) - y0
            along = x * ux + y * uy
            place = found
            while place > 0 and cuts[place - 1] > along:
                cuts[place] = cuts[place - 1]
                place -= 1
            cuts[place] = along
            found += 1
    return found


@njit(cache=True, nogil=True)
def _stretches_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    kinds, frame, x, y, ux, uy, enter, leave, line, costs, out, number, before
):
    """Cut what is not searched out of one crossing; short steep gaps are walked through."""
    steps = max(1, int(np.ceil((leave - enter) / (frame[2] / STEP_SHARE))))
    step = (leave - enter) / steps
    gap_from, gap_steep = -np.inf, False
    if number > before and enter - out[number - 1, 2] < 1.0:
        gap_from, gap_steep = out[number - 1, 2], True  # a piece joined to its cell
    searching = False
    for s in range(steps):
        along = enter + (s + 0.5) * step
        row = int((frame[1] - (y + along * uy)) / frame[2])
        column = int((x + along * ux - frame[0]) / frame[2])
        row, column = min(max(row, 0), kinds.shape[0] - 1), min(max(column, 0), kinds.shape[1] - 1)
        kind = kinds[row, column]
        if kind == 0:
            if not searching:
                here = enter if s == 0 else along
                if gap_steep and here - gap_from <= costs[2]:
                    number -= 1
                else:
                    if number == len(out):
                        return number
                    out[number, 0], out[number, 1] = line, here
                searching = True
            out[number, 2] = leave if s == steps - 1 else along
        else:
            if searching:
                searching, gap_from, gap_steep = False, out[number, 2], True
                number += 1
            gap_steep = gap_steep and kind == 1
    return number + 1 if searching else number
