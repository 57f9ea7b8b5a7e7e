"""The importing process as it is, but with workers that start at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from viewer.importing import run
from viewer.importing.__main__ import main

if __name__ == "__main__":
    run.COMMAND = (sys.executable, str(Path(__file__).with_name("light_worker.py")))
    code = main()
    sys.stdout.flush()
    os._exit(code)
