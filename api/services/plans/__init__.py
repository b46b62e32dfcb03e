"""A plan for the whole waiting list: asked for, worked out, read, confirmed row by row. A proposal, never a match."""
