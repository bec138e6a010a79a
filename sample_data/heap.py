"""A binary heap on plain arrays, for the two kernels that visit pixels in order of a number."""

from __future__ import annotations

from typing import Any

from numba import njit


@njit(cache=True)
def push_kernel(keys: Any, items: Any, size: int, key: float, item: int) -> int:
    """Put an item on the heap that fills keys[:size], items[:size]; return the new size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] <= key:
            break
        keys[at] = keys[above]
        items[at] = items[above]
        at = above
    keys[at] = key
    items[at] = item
    return size + 1


@njit(cache=True)
def pop_kernel(keys: Any, items: Any, size: int) -> tuple[float, int, int]:
    """Take the item with the smallest key; return key, item, new size."""
    key, item = keys[0], items[0]
    size -= 1
    last_key, last_item = keys[size], items[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= last_key:
            break
        keys[at] = keys[below]
        items[at] = items[below]
        at = below
    keys[at] = last_key
    items[at] = last_item
    return key, item, size
