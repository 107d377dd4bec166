"""Views: results without a screen; rows, maps, strips and sentences that any page may show."""
