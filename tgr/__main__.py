"""`python -m tgr` is `tgr`."""
from tgr.cli import run

run()
