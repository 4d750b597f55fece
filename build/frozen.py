"""The first module of the frozen program."""

import multiprocessing
import sys

from emptychair.__main__ import main

if __name__ == "__main__":
    # The matching process is started as the frozen program itself, which must then become that process.
    multiprocessing.freeze_support()
    sys.exit(main())
