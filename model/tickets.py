"""Tickets: the repairs and enquiries of a day, and how a desk serves them in order of arrival."""

from __future__ import annotations

import numpy as np

from model.kernels import kernel
from model.streams import four


@kernel
def draw(
    day, rate, mean_hours, office_hours, now, keys, quarter, household, assistant, tickets, waiting
):  # type: ignore[no-untyped-def]
    """Draw the day's tickets, at most one a home, into each quarter's line."""
    waiting[:] = 0
    if rate <= 0.0:
        return
    for home in range(quarter.size):
        if household[home] < 0:
            continue
        part = quarter[home]
        u, v, w, x = four(keys[0, 0], keys[0, 1], day, home, 0, 0)
        if (
            u < rate and x >= assistant[home]
        ):  # a home has one a day at most, so there is room for all
            # inserted in order of arrival
            n = waiting[part]
            arrival = now + v * office_hours
            while n > 0 and tickets[part, n - 1, 0] > arrival:
                tickets[part, n] = tickets[part, n - 1]
                n -= 1
            tickets[part, n, 0] = arrival
            tickets[part, n, 1] = -np.log1p(-w) * mean_hours
            tickets[part, n, 2] = home
            waiting[part] += 1


@kernel
def serve(until, only, prompt, servers, time, free_at, tickets, waiting, served, booked, waits):  # type: ignore[no-untyped-def]
    """Serve tickets that arrived by a moment; return homes served promptly and late."""
    well = np.empty(tickets.shape[0] * tickets.shape[1], np.int64)
    badly = np.empty(tickets.shape[0] * tickets.shape[1], np.int64)
    goods = bads = 0
    for part in range(servers.size):
        if only >= 0 and part != only:
            continue
        while served[part] < waiting[part] and tickets[part, served[part], 0] <= until:
            n = served[part]
            best = 0
            for server in range(1, servers[part]):
                if free_at[part, server] < free_at[part, best]:
                    best = server
            start = max(tickets[part, n, 0], free_at[part, best])
            free_at[part, best] = start + tickets[part, n, 1] / time[part, best]
            booked[0] += tickets[part, n, 1]
            waits[0] += start - tickets[part, n, 0]
            waits[1] += 1.0
            if start - tickets[part, n, 0] <= prompt:
                well[goods] = int(tickets[part, n, 2])
                goods += 1
            else:
                badly[bads] = int(tickets[part, n, 2])
                bads += 1
            served[part] += 1
    return well[:goods], badly[:bads]
