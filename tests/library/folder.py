"""A small valid content folder, written to disk for a test to break."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DRILL = """---
id: coin-rotation
title: Coin rotation
aliases: [coin turns, coin drill, turn a coin, coin game, half turns]
family: fingers
minutes: 2
kit: []
sharp: false
hands: each
measure: reps
count: How many half turns?
timer: 30
alt: A coin turned by half turns.
levels:
  - {do: "One coin.", goal: 8}
  - {do: "Faster.", goal: 10}
  - {do: "No drops.", goal: 12}
  - {do: "Eyes closed.", goal: 10}
  - {do: "Two coins."}
review: awaiting
sources: [hill-2010]
formerly: [coin-turns]
group: dexterity
needs: A coin.
target: 20 half turns in 10 seconds.
target_source: hill-2010
---
Finger control that you can count.

## Steps
1. Hold the coin
   by its rim.
   Check: palm empty.
2. Turn it by half a turn.

## Dose
Three goes.
The best one counts.

## Stop
Stop at pain or tingling.
"""

TECHNIQUE = """---
id: vertical-mattress
title: Vertical mattress
aliases: [far far near near, donati, vm stitch, everting stitch, mattress, far-near, vms, vm suture]
family: stitches
minutes: 6
kit: [pad-and-tools, sharps-box]
sharp: true
measure: reps
count: How many passed?
alt: Two bites on each side.
levels:
  - {do: "Two stitches.", goal: 2}
  - {do: "Three stitches.", goal: 3}
  - {do: "Five stitches.", goal: 4}
  - {do: "Along a curve.", goal: 4}
  - {do: "Finer thread.", goal: 4}
review: {by: A Reviewer, on: 2026-11-22}
sources: []
rep: One vertical mattress on the pad.
quiz:
  - ask: Which bites go deep?
    options: [Far pair, Near pair]
    answer: Far pair
    why: Far and deep.
  - ask: What do the edges do?
    options: [Turn out, Turn in, Overlap]
    answer: Turn out
    why: The near bites lift them.
  - ask: Which bites come second?
    options: [Far pair, Near pair]
    answer: Near pair
    why: Far, far, near, near.
    spots_error: true
kind: stitch
practise: coin-rotation
---
For edges that turn in: [[eversion]].

## Not for
Edges under strong pull.

## Set-up
- Pad fixed.
- Sharps box open.

## Steps
1. Far bite.
   Check: 8 mm.
2. Near bite.
   Check: 2 mm.

## Errors
- **Too tight** | the pad puckers | stop when edges touch
- **Unlike pairs** | a step | same depth on both sides
- **Slanting** | loops cross | keep all four in one line

## Self-check
- Edges turned out.
- All in one line.
- Knot to one side.
- No pucker.

## Stop
Stop when tired, at pain or numbness.
"""

STITCH = """# Far, far, near, near.
pattern = "vertical-mattress"
tissue = { epidermis = 0.3, dermis = 2.7, fat = 7 }
wound = { length = 20, depth = 6, gap = 3 }
needle = { curve = "1/2", length = 28 }
knot = { throws = [2, 1, 1], ends = 4 }

[points]
1 = [0, 8]
2 = [0, -8]
3 = [0, -2]
4 = [0, 2]
a = [0, 0, 7]
b = [0, 0, 1.5]
k = [0, 4]

[[step]]
lesson = 1
moves = ["enter 1", "through a", "exit 2"]

[[step]]
lesson = 2
moves = [
  "enter 3",
  "through b",
  "exit 4",
  "tie k",
  "cut",
]
"""

GUIDE = """---
id: short-and-often
title: Short and often
aliases: [how often to practise, how long, spacing, daily practice, missed days, little and often,
  spaced practice, how much a day]
topic: learning
review: awaiting
sources: [hill-2010]
see: [coin-rotation, vertical-mattress]
quiz:
  - ask: What helps more?
    options: [One long day, Short and often]
    answer: Short and often
    why: Hands keep what they meet again.
---
A few minutes on many days.

## Each day
- Five minutes are enough.
- A missed day undoes nothing.

## Each week
Look back once.
"""

GLOSSARY = """# Words of the trade.
[eversion]
aliases = ["everted edges"]
meaning = "Edges that turn out."
"""

SAFETY = """---
id: numb-hand
title: Numbness
phrases:
  - my hand is numb
  - fingers tingling
  - pins and needles
  - my thumb fell asleep
  - no feeling in my finger
  - numb fingertips
  - tingling at night
  - my palm feels dead
---
**Stop for today.** See a clinician if it stays.
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<path d="M0 0h100v100z" fill="#0a66c2"/>
<text x="10" y="50" font-family="Inter" fill="#1f2a37">5 mm</text>
</svg>
"""

SOURCES = """[hill-2010]
citation = "Hill BD et al. 2010."
verified = true
how = "abstract read"

[doubtful-2001]
citation = "Doubtful D. 2001."
verified = false
"""

SYLLABUS = """first = "coin-rotation"

[[item]]
id = "coin-rotation"
requires = []
phase = "foundation"
level = 1

[[item]]
id = "vertical-mattress"
requires = ["coin-rotation"]
phase = "focus"
level = 3

[[item]]
id = "short-and-often"
requires = []
phase = "foundation"
level = 1

[phases.foundation]
days_a_week = 5
lasts = 7

[phases.focus]
days_a_week = 5

[phases.maintenance]
days_a_week = 4

[tracks.plastic.families]
stitches = 2

[tracks.ophthalmology.items]
coin-rotation = 1.5
"""

DRILL_PATH = "drills/coin-rotation.md"
TECHNIQUE_PATH = "techniques/vertical-mattress.md"
GUIDE_PATH = "guides/short-and-often.md"
STITCH_PATH = "stitches/vertical-mattress.toml"
SAFETY_PATH = "safety/numb-hand.md"
COIN_SVG = "pictures/coin-rotation.svg"

VALID: Mapping[str, str] = {
    DRILL_PATH: DRILL,
    TECHNIQUE_PATH: TECHNIQUE,
    STITCH_PATH: STITCH,
    GUIDE_PATH: GUIDE,
    SAFETY_PATH: SAFETY,
    "glossary.toml": GLOSSARY,
    COIN_SVG: SVG,
    "pictures/vertical-mattress.svg": SVG,
    "sources.toml": SOURCES,
    "syllabus.toml": SYLLABUS,
    "README.md": "# Content\n",
}


def write(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the valid folder with some files changed or, for None, left out; return it."""
    for path, text in {**VALID, **(changed or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def edited(path: str, old: str, new: str) -> Mapping[str, str]:
    """Return a change of the first `old` in a valid file to `new`."""
    assert old in VALID[path], f"{old!r} is not in {path}"
    return {path: VALID[path].replace(old, new, 1)}
