"""`python -m thuocdo`: the same door as the `thuocdo` script."""

from thuocdo.cli import main

main()
