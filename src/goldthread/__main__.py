"""`python -m goldthread`."""

from goldthread.cli import main

main()
