"""Draws all pictures of the guide: ``python scripts/draw [folder]``. Needs only the Python standard library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import back
import band
import contact
import cover
import film
import flight
import icons
import night
import panorama
import radio
import ring
import trailer
from pen import Picture

PICTURES: dict[str, Callable[[], Picture]] = {
    "cover": cover.stage,
    "back": back.floor,
    "inside-the-trailer": trailer.inside,
    "opener-characters": band.stage,
    "opener-themes": flight.case,
    "spread": panorama.spread,
    "opener-plot": night.scene,
    "contact-sheet": contact.sheet,
    "counter-and-radio": radio.counter,
    "opener-discussion": ring.scene,
    "shot-sizes": film.shot_sizes,
    "storyboard": film.storyboard,
    "studio": film.studio,
    "sound-tracks": film.tracks,
    "six-objects": icons.objects,
    **icons.CHARACTERS,
    **icons.THEMES,
}


def draw(folder: Path) -> None:
    """Write all pictures to a folder."""
    for name, picture in PICTURES.items():
        (folder / f"{name}.svg").write_text(picture().svg(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "manuscript" / "art")
