from __future__ import annotations

import os

# No test needs a screen; the one that compares with a virtual screen asks for it in its own process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
