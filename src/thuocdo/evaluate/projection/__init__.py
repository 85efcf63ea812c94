"""Where is a figure heading? The parts of `thuocdo.evaluate.project`, one question per file."""
