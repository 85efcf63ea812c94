"""What was seen, and when was it known: observations by release, and the stores that keep them."""
