"""A tenth of the corpus read a second time by somebody who has not seen the first reading, and how far the two agree.

python -m training.corpus.second blind DIR    writes the texts of the tenth without their notes, in files of twenty-five
python -m training.corpus.second agree        scores the readings in corpus/second against the first ones
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from evals.corpus import plain
from training.corpus.__main__ import ROOT, SHARED, TEXTS, load

SECOND = ROOT / "corpus" / "second"
FIGURES = SECOND / "agreement.json"
TENTH = 10
A_FILE = 25


def drawn(name: str) -> bool:
    """Whether a text is of the tenth: by its name alone, so that nobody chooses."""
    return int(hashlib.sha256(f"second {name}".encode()).hexdigest(), 16) % TENTH == 0


def blind(folder: Path, done: set[str]) -> int:
    """Writes the tenth's texts without notes, but for those read already; returns how many."""
    chunks = []
    for path in sorted(TEXTS.glob("*.txt")):
        parts = re.split(r"^(?==== )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for part in parts:
            name = re.match(r"=== *(\S+)", part)
            if name and drawn(name[1]) and name[1] not in done:
                header, body, _ = re.split(r"^---[ \t]*$", part, flags=re.MULTILINE)
                chunks.append(f"{header}---{body}---\n\n")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(0, len(chunks), A_FILE):
        (folder / f"second-{number // A_FILE + 1:02}.txt").write_text("".join(chunks[number : number + A_FILE]))
    return len(chunks)


def agree() -> int:
    """Scores the second readings against the first, and keeps the figures beside them."""
    first, wrong = load(sorted(TEXTS.glob("*.txt")))
    again, faults = load(sorted(SECOND.glob("*.txt")))
    by_name = {text.name: text for text in first}
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold"), Path(folder, "found")
        gold.mkdir()
        found.mkdir()
        for text in again:
            if by_name[text.name].text != text.text:
                faults.append(f"{text.where}: its words are not those of the first reading")
            (gold / f"{text.name}.json").write_text(json.dumps(plain(by_name[text.name].reading)))
            (found / f"{text.name}.json").write_text(json.dumps(text.reading))
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(found), "--json"]
        scored = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    FIGURES.write_text(
        json.dumps({"texts": len(again), "share": round(len(again) / len(first), 3)} | json.loads(scored), indent=1)
    )
    print(FIGURES.read_text())
    print("\n".join([*wrong, *faults]), file=sys.stderr)
    return 1 if wrong or faults else 0


def main() -> int:
    """Runs the command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["blind", "agree"])
    options.add_argument("folder", nargs="?", type=Path)
    args = options.parse_args()
    if args.what == "agree":
        return agree()
    if args.folder is None:
        options.error("blind needs a folder")
    read, _ = load(sorted(SECOND.glob("*.txt")))
    print(blind(args.folder, {text.name for text in read}), "texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
