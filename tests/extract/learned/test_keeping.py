"""Which of the grammar's statements stay: what the reader must say of their cues, by the class of the cue."""

from detente.extract.learned.guesses import Chance
from detente.extract.learned.joining import Draft, Limits, joined
from detente.extract.learned.labels import Label
from detente.extract.statements import extract
from detente.model.reading import Reading
from tests.extract.sentences import annotated

LIMITS = Limits({"": 1.0}, {"": 0.2, "demand": 0.8})


def test_a_demand_needs_a_surer_cue_than_a_saying() -> None:
    document = annotated("Norway said the talks had failed. Iceland demanded that the port be opened.")
    found = extract(document, Reading(document=document.document.id)).statements
    assert [s.cue.quote for s in found] == ["said", "demanded"]
    cues = [t.number for t in document.tokens if t.text in {"said", "demanded"}]

    def stays(chance: float) -> list[str]:
        heard = Draft(chances=tuple(Chance(Label("statements", ""), number, chance) for number in cues))
        return [s.cue.quote for s in joined(document, "statements", found, heard, LIMITS)]

    assert stays(0.1) == []
    assert stays(0.5) == ["said"]
    assert stays(0.9) == ["said", "demanded"]
