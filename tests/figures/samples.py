"""A sample diagram of each kind, and functions that read and draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linernotes.figures import draw
from linernotes.figures.drawing import PAGE_WIDTH, Drawing
from linernotes.manuscript.data import read_data
from linernotes.manuscript.sections import read_section
from linernotes.manuscript.source import SourceFile
from linernotes.model.book import Matter
from linernotes.model.document import Diagram
from linernotes.model.findings import Finding
from linernotes.model.wording import Wording

TIDES = """\
[one]
name = "Ebb"
hours = 3
when = "1--4"

[two]
name = "The flood tide"
hours = 9.5
when = "5--9"

[three]
name = "Slack water"
hours = 6
"""
LAMPS = """\
[great]
name = "The great lamp"
tag = "GL"
dusk = 1
night = 3
dawn = 2

[small]
name = "The small lamp"
dusk = 1
night = 3
dawn = 0
"""
KEEPERS = """\
[ada]
name = "Ada"
part = "lamp"
from = 1899
to = 1903
book = "The keeper"

[bo]
name = "Bo"
part = "boat"
from = 1900
to = 1900
book = "The boatman"

[cy]
name = "Cy"
part = "boat"
from = 1901
to = 1902
book = "The boatman"
"""
LOG = """\
[lit]
when = "1899-03"
layer = "record"
what = "The lamp is lit. [@lamp]"

[wreck]
when = 1900-12-24
layer = "record"
what = "A ship is lost. [@wreck]"

[arrives]
when = 1899
layer = "book"
what = "The keeper arrives."
"""
FACTS = """\
[lamp]
statement = "It was lit."
certainty = "verified"
source = "A log."

[wreck]
statement = "It was lost."
certainty = "disputed"
source = "Two logs."
"""
TURNS = """\
[storm]
event = "The storm"
lines = "1--2"
who = ["sea", "keeper"]

[lamp]
event = "The lamp goes out"
lines = "3"
who = "keeper"

[dawn]
event = "Dawn"
who = "sea"
"""
BOOKS = """\
[first]
title = "*The Log*"
year = 1901
who = "Ada"

[second]
title = "*The Fog*"
year = 1903
who = "Ada and Bo"
"""
VOYAGE = """\
[leith]
name = "Leith"
lat = 55.98
lon = -3.17
date = "March 1899"
leg = "Scotland"

[wick]
name = "Wick"
lat = 58.44
lon = -3.09
date = "April 1899"
leg = "Scotland"

[suva]
name = "Suva"
lat = -18.14
lon = 178.44
date = "1900"
leg = "Pacific"

[apia]
name = "Apia"
lat = -13.83
lon = -171.77
date = "1900"
leg = "Pacific"
"""
CREW = """\
[ada]
name = "Ada"
part = "keeper"
basis = "real"

[bo]
name = "Bo"
part = "boatman"
basis = "fictional"

[cy]
name = "Cy"
part = "boatman"

[di]
name = "Di"
"""
TIES = """\
[one]
from = "ada"
to = "bo"
kind = "pays"
between = "Ada and Bo"

[two]
from = "ada"
to = "cy"
kind = "pays"
between = "Ada and Cy"

[three]
from = "ada"
to = "di"
kind = "pays"
between = "Ada and Di"

[four]
from = "bo"
to = "cy"
kind = "rows with"
between = "Bo and Cy"
"""
OIL = """\
[price]
from = "ship"
to = "port"
kind = "money"
what = "light dues"

[wage]
from = "port"
to = "keeper"
kind = "money"
what = "a wage"

[light]
from = "keeper"
to = "port"
kind = "work"
what = "a log of every night"
"""


@dataclass(frozen=True)
class Sample:
    """The attributes of a fence, and its data files by name."""

    attributes: str
    data: Mapping[str, str] = field(default_factory=dict)

    def with_data(self, old: str, new: str) -> Sample:
        """Return the sample with other words in its data."""
        assert any(old in text for text in self.data.values())
        return Sample(self.attributes, {name: text.replace(old, new) for name, text in self.data.items()})

    def with_attributes(self, old: str, new: str) -> Sample:
        """Return the sample with other attributes."""
        assert old in self.attributes
        return Sample(self.attributes.replace(old, new), self.data)


SAMPLES: Mapping[str, Sample] = {
    "arc": Sample('chart=arc data=tides value=hours below=when columns="name=Tide; hours=Hours"', {"tides": TIDES}),
    "slopes": Sample('chart=slopes data=lamps top=4 columns="name=Lamp; dusk=Dusk; night=Night; dawn=Dawn"', {"lamps": LAMPS}),
    "heat-map": Sample(
        'chart=heat-map data=lamps tag=tag columns="name=Lamp; dusk=Dusk; night=Night; dawn=Dawn" key="0=out; 1=low; 2=fair; 3=bright"',
        {"lamps": LAMPS},
    ),
    "line-up": Sample(
        'chart=line-up data=keepers stands=book columns="name=Keeper; from=From; to=To; book=In the book"', {"keepers": KEEPERS}
    ),
    "timeline": Sample(
        'chart=timeline data=log track=layer tracks="book=The book; record=The record" columns="when=When; what=What"',
        {"log": LOG, "facts": FACTS},
    ),
    "neck": Sample(
        'chart=neck data=turns name=event below=lines string=who strings="keeper=The keeper; sea=The sea" columns="event=Event; lines=Lines; who=Who"',
        {"turns": TURNS},
    ),
    "shelf": Sample('chart=shelf data=books singers=who columns="title=Title; year=Year; who=By"', {"books": BOOKS}),
    "tour": Sample('chart=tour data=voyage when=date columns="name=Place; date=When; lat=North; lon=East"', {"voyage": VOYAGE}),
    "relations": Sample(
        'chart=relations data=ties people=crew ranks=". ada . / bo cy di" arrows=pays borders="real=on record; fictional=made up"'
        ' columns="between=Between; kind=Tie"',
        {"ties": TIES, "crew": CREW},
    ),
    "flow": Sample(
        'chart=flow data=oil stations="ship=Ships; port=The port; keeper=The keeper" columns="from=From; to=To; kind=Kind; what=What"',
        {"oil": OIL},
    ),
}


def read_sample(sample: Sample) -> tuple[Diagram | None, list[Finding]]:
    """Read a sample as a figure of a section, and what is said of it."""
    files = {name: SourceFile(f"data/{name}.toml", text, "en-GB") for name, text in sample.data.items()}
    data = read_data(files, Wording())
    text = f"# A section\n\n::: figure {{#fig-sample {sample.attributes}}}\nWhat this shows.\n:::\n"
    source = SourceFile("section.md", text, "en-GB")
    section = read_section(source, Matter.BODY, "section.md", data)
    findings = [finding for file in files.values() for finding in file.findings] + source.findings
    return next((block for block in section.blocks if isinstance(block, Diagram)), None), findings


def diagram_of(sample: Sample) -> Diagram:
    """Read a sample that has no fault."""
    diagram, findings = read_sample(sample)
    assert not findings, findings
    assert diagram is not None
    return diagram


def drawing_of(sample: Sample, width: int = PAGE_WIDTH) -> Drawing:
    """Draw a sample that has no fault."""
    return draw(diagram_of(sample).chart, Wording(), width)


def words_of(drawing: Drawing) -> list[str]:
    """Return the lines of text of a drawing."""
    return [line.text for line in drawing.text_lines]
