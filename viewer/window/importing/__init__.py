"""An import as the window shows it; the work is done by ``viewer.importing`` in a process of its own."""
