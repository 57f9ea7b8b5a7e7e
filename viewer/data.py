"""Where the data files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder of data files called ``name`` (``resources`` or ``seeds``).

    A wheel carries the folders inside the package; an editable install finds them at the root of the checkout.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Return the path of one file below ``resources``."""
    return data_folder("resources").joinpath(*parts)
