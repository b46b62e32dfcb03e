"""What time brings, by the program's settings: nudges, lapses, training that runs out, and tidying up."""
