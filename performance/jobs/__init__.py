"""Long work in the background: asked for, queued, worked off, cancelled, resumed. What it is, rooms above say by kind."""
