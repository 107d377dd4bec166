"""Showing: what ``linli show`` prints of each kind of thing."""
