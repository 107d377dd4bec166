"""Tables: who sits with whom where people gather."""

from __future__ import annotations

import numpy as np

from model.kernels import kernel


@kernel
def sitting_together(guests, seat, seats, most, dwelling):  # type: ignore[no-untyped-def]
    """Return the pairs who talk, as two arrays of rows.

    ``guests`` come in an order that is itself drawn; ``seat`` is the table of each, out of
    ``seats``. Everybody talks to at most ``most`` people who sat down before, and never to
    those of the own home.
    """
    last_at = np.full(seats, -1, np.int64)
    before_me = np.full(guests.size, -1, np.int64)
    first = np.empty(most * guests.size, np.int32)
    second = np.empty(most * guests.size, np.int32)
    pairs = 0
    for n in range(guests.size):
        who, table = guests[n], seat[n]
        other = last_at[table]
        met = 0
        while other >= 0 and met < most:
            if dwelling[guests[other]] != dwelling[who]:
                first[pairs], second[pairs] = who, guests[other]
                pairs += 1
            met += 1
            other = before_me[other]
        before_me[n] = last_at[table]
        last_at[table] = n
    return first[:pairs], second[:pairs]
