"""Run the benchmarks: all of them, or those named on the command line."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import (
    analysing,
    anchoring,
    browsing,
    grouping,
    importing,
    importing_pages,
    library,
    matching,
    merging,
    mutations,
    noting,
    painting,
    pixels,
    starting,
)

BENCHMARKS = {
    "first_paint": starting.first_paint,
    "reopen": starting.reopen,
    "frame": painting.frame,
    "toggle": painting.toggle,
    "ribbons": painting.ribbons,
    "loop_delay": analysing.loop_delay,
    "compare": analysing.compare,
    "import_speed": importing.import_speed,
    "import_memory": importing.import_memory,
    "import_pages": importing_pages.import_pages,
    "import_pages_memory": importing_pages.import_pages_memory,
    "retune": importing.retune,
    "pixels": pixels.pixels,
    "match_many": matching.match_many,
    "note_made": noting.note_made,
    "many_notes": noting.many_notes,
    "match_memory": matching.match_memory,
    "match_small": matching.match_small,
    "article_pair": matching.article_pair,
    "search_as_you_type": library.search_as_you_type,
    "where_else": library.where_else,
    "list_page": library.list_page,
    "open_library": library.open_library,
    "library_size": library.library_size,
    "table_frame": browsing.table_frame,
    "open_library_window": browsing.open_library_window,
    "keystroke": library.keystroke,
    "anchoring": anchoring.anchoring,
    "anchoring_quotes": anchoring.anchoring_quotes,
    "anchoring_time": anchoring.anchoring_time,
    "anchoring_long": anchoring.anchoring_long,
    "grouping_many": grouping.grouping_many,
    "grouping_memory": grouping.grouping_memory,
    "pack_mutations": mutations.pack_mutations,
    "merge_packs": merging.merge_packs,
}


def main(names: list[str]) -> int:
    """Print one JSON line for each benchmark; return 1 if any target is missed, 2 for an unknown name."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}; there are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    holds = True
    for name in names or BENCHMARKS:
        figure = BENCHMARKS[name]()
        holds &= figure.holds
        print(json.dumps(figure.to_json(name)), flush=True)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
