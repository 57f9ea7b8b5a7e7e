"""Speed as ratios inside one run: ``python -m tests.benchmarks`` prints one JSON line for each figure."""
