"""Further bonds: relief tied to progress, commands with a consequence, "otherwise", "failing a deal", inverted conditionals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bond import Bond
from detente.extract.clauses import complement, surface_subject
from detente.extract.stances.grammar import VERBS, force, infinitive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument

TYING = frozenset({"tie", "link", "peg", "hitch", "attach", "condition", "couple", "predicate"})
DEPENDENT = frozenset({"conditional", "contingent", "dependent"})
SETTING = frozenset({"make", "set", "keep", "leave", "render"})
ABSENT = frozenset({"fail", "absent", "barring", "bar"})
INVERTED = frozenset({"were", "had"})
TURNING = frozenset({"otherwise", "failing that"})
# What a side gives in response to another's good deed; a response with force is no term
GIVING = frozenset(
    {"lift", "ease", "remove", "release", "free", "waive", "unfreeze", "resume", "restore", "reopen", "relax", "loosen", "drop",
     "delist", "allow", "grant", "offer", "promise", "agree", "provide", "send", "cancel", "suspend", "recognize", "recognise"}
)  # fmt: skip
OWING = frozenset({"have", "be", "need"})  # "also have to allow": a duty, not a gift
LOOKING_BACK = 60  # tokens
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "parataxis", "conj", "dep"})


def constructions(annotated: AnnotatedDocument) -> Iterator[Bond]:
    """The bonds of these constructions, in the order of their words."""
    for token in annotated.tokens:
        number = token.number
        if token.lemma in TYING and token.pos in VERBS:
            yield from _tied(annotated, number)
        elif token.lemma in DEPENDENT and token.pos == "ADJ":
            yield from _made_dependent(annotated, number)
        elif token.lemma == "otherwise" and token.dep == "advmod":
            yield from _otherwise(annotated, number)
        elif token.lemma in ABSENT and token.dep in {"advcl", "prep", "amod"}:
            yield from _absent(annotated, number)
        elif token.text.lower() in INVERTED and token.tag == "VBD":
            yield from _inverted(annotated, number)
        elif token.lemma == "until" and token.dep == "mark":
            yield from _not_until(annotated, number)
        elif token.lemma == "response" and token.dep == "pobj":
            yield from _response(annotated, number)
        elif token.lemma in {"failure", "refusal"} and token.dep == "nsubj":
            yield from _failure(annotated, number)
        elif token.lemma == "moment" and token.dep in {"npadvmod", "dobj", "dep"}:
            yield from _moment(annotated, number)
        elif token.lemma in {"return", "exchange"} and token.dep == "pobj":
            yield from _returned(annotated, number)
        elif token.dep == "cc" and token.lemma in {"and", "or"}:
            yield from _commanded(annotated, number)


def _tied(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """What is tied to what: "Washington tied relief to progress", "aid was linked to reforms"."""
    given = annotated.child(verb, "dobj", "nsubjpass")
    wanted = complement(annotated, verb, "to", "on", "upon", "with")
    if given is not None and wanted is None and annotated.tokens[verb].tag == "VBN":
        return
    if given is not None and wanted is None:
        wanted = complement(annotated, given, "to", "on", "upon") or annotated.child(verb, "xcomp", "advcl")
        if wanted is not None and annotated.tokens[wanted].tag == "VBG" and annotated.tokens[wanted - 1].text == ",":
            return  # "tied the two together, making …" goes on to tell what came of it
    if given is not None and wanted is not None:
        yield Bond(
            main=given, condition=wanted, link="in-exchange", marker=f"{annotated.tokens[verb].text} to",
            shape="depending", first=verb,
        )  # fmt: skip


def _made_dependent(annotated: AnnotatedDocument, adjective: int) -> Iterator[Bond]:
    """An act made to depend: "Ankara made its approval conditional on extraditions"."""
    wanted = complement(annotated, adjective, "on", "upon")
    followed = adjective + 1 < len(annotated.tokens)
    if wanted is None and followed and annotated.tokens[adjective + 1].lemma in {"on", "upon"}:  # hung on the verb
        wanted = annotated.child(adjective + 1, "pobj", "pcomp")
    verb = next((n for n in annotated.ancestors(adjective) if annotated.tokens[n].pos in VERBS), None)
    if wanted is None or verb is None or annotated.tokens[verb].lemma not in SETTING:
        return
    # the parser takes "made relief conditional" for an object and its predicate, or for a small clause
    given = annotated.child(verb, "dobj")
    given = annotated.child(adjective, "nsubj", "amod") if given is None or given == adjective else given
    if given is not None and given < adjective:
        yield Bond(
            main=given, condition=wanted, link="in-exchange", marker=f"{annotated.tokens[adjective].text} on",
            shape="depending", first=adjective,
        )  # fmt: skip


def _otherwise(annotated: AnnotatedDocument, adverb: int) -> Iterator[Bond]:
    """A duty and what follows else: "must go; otherwise sanctions will stay"."""
    main = annotated.tokens[adverb].head
    if annotated.tokens[main].pos not in VERBS or force(annotated, main) == "may":
        return
    sentence = annotated.tokens[adverb].sentence
    for number in range(adverb - 1, -1, -1):
        if annotated.tokens[number].sentence < sentence - 1:
            return
        if annotated.tokens[number].pos == "VERB" and number != main and force(annotated, number) == "need":
            yield Bond(
                main=main,
                condition=number,
                link="unless",
                marker="otherwise",
                shape="failing",
                first=adverb,
                party=number,
            )
            return


def _absent(annotated: AnnotatedDocument, head: int) -> Iterator[Bond]:
    """What happens without a deed: "failing a ceasefire, the Union will impose sanctions"."""
    token = annotated.tokens[head]
    wanted = annotated.child(head, "dobj", "pobj")
    if token.text.lower() not in {"failing", "absent", "barring"} or wanted is None:
        return
    main = token.head
    if annotated.tokens[main].pos in VERBS and force(annotated, main) == "will":
        yield Bond(main=main, condition=wanted, link="unless", marker=token.text.lower(), shape="failing", first=head)


def _inverted(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A conditional by inversion: "were Ankara to give up the missiles, it could return"."""
    token = annotated.tokens[verb]
    actor = annotated.child(verb, "nsubj")
    if actor is None or actor < verb or token.dep not in {"advcl", "aux"}:
        return
    wanted = annotated.child(verb, "xcomp", "advcl", "ccomp")
    main = token.head
    if wanted is not None and infinitive(annotated, wanted) and force(annotated, main) in {"will", "may"}:
        yield Bond(
            main=main,
            condition=wanted,
            link="in-exchange",
            marker="if",
            shape="clause",
            first=verb,
            only=True,
            party=actor,
        )


def _not_until(annotated: AnnotatedDocument, mark: int) -> Iterator[Bond]:
    """A delay put first: "not until prisoners are free will aid resume", where the parser made one clause of the two."""
    verb = annotated.tokens[mark].head
    before = annotated.tokens[mark - 1] if mark else None
    if before is None or before.lemma not in {"not", "only"} or annotated.tokens[verb].dep == "advcl":
        return
    main = next(
        (c for c in annotated.children(verb) if c > verb and annotated.tokens[c].dep in {"ccomp", "conj"}), None
    )
    if main is not None and annotated.tokens[main].pos in VERBS:
        yield Bond(main=main, condition=verb, link="before", marker="until", shape="clause", first=mark, only=True)


def _response(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A reward: "in response to the release, Washington lifted sanctions"."""
    preposition = annotated.tokens[noun].head
    main = annotated.tokens[preposition].head
    wanted = complement(annotated, noun, "to")
    if wanted is None:
        wanted = complement(annotated, preposition, "to")
    if annotated.tokens[preposition].lemma == "in" and annotated.tokens[main].lemma in GIVING and wanted is not None:
        yield Bond(
            main=main, condition=wanted, link="reward", marker="in response to", shape="exchange", first=preposition
        )


def _commanded(annotated: AnnotatedDocument, conjunction: int) -> Iterator[Bond]:
    """A command with a consequence: "free the hostages and the war will end", "withdraw or face sanctions"."""
    asked = annotated.tokens[conjunction].head
    token = annotated.tokens[asked]
    after = [c for c in annotated.children(asked) if c > conjunction and annotated.tokens[c].dep == "conj"]
    if token.tag not in {"VB", "VBP"} or token.dep not in CLAUSES or not after or infinitive(annotated, asked):
        return
    main = after[0]
    has_subject = annotated.child(asked, "nsubj", "nsubjpass") is not None
    if annotated.tokens[main].pos not in VERBS or (has_subject and force(annotated, asked) != "need"):
        return
    if not has_subject and annotated.child(asked, "aux", "mark") is not None:
        return
    either = annotated.tokens[conjunction].lemma == "or"
    follows = annotated.tokens[main].lemma in {"face", "risk", "suffer"} if either else False
    own = surface_subject(annotated, main)
    if not follows and (force(annotated, main) != "will" or own is None or own < conjunction):
        return
    yield Bond(
        main=main, condition=asked, link="unless" if either else "in-exchange", marker=annotated.tokens[conjunction].text,
        shape="failing" if either else "open", first=conjunction, party=asked,
    )  # fmt: skip


def _failure(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A failure as a noun: "failure to comply will lead to new sanctions"."""
    asked = annotated.child(noun, "acl")
    main = annotated.tokens[noun].head
    if asked is not None and infinitive(annotated, asked) and force(annotated, main) == "will":
        yield Bond(main=main, condition=asked, link="unless", marker="failure to", shape="failing", first=noun)


def _moment(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """An instant: "the moment it takes a step, aid will flow"."""
    clause = annotated.child(noun, "relcl", "acl", "advcl")
    main = annotated.tokens[noun].head
    if clause is not None and annotated.tokens[main].pos in VERBS and force(annotated, main) == "will":
        yield Bond(
            main=main, condition=clause, link="before", marker="the moment", shape="clause", first=noun, only=True
        )


def _returned(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A bare "in return" that opens a clause: what it says is the price of what the clause before gives."""
    preposition = annotated.tokens[noun].head
    main = annotated.tokens[preposition].head
    if annotated.tokens[preposition].lemma != "in" or annotated.tokens[main].pos not in VERBS or main < noun:
        return
    if any(annotated.tokens[c].dep in {"prep", "acl"} for n in (noun, preposition) for c in annotated.children(n)):
        return
    given = _clause_before(annotated, preposition, main)
    if given is not None and force(annotated, given) != "need" and annotated.tokens[given].lemma not in OWING:
        yield Bond(
            main=main, condition=main, link="in-exchange", marker="in return", shape="returned", first=preposition,
            party=given,
        )  # fmt: skip


def _clause_before(annotated: AnnotatedDocument, number: int, main: int) -> int | None:
    """The main verb of the clause or sentence before a word."""
    here = annotated.tokens[number].sentence
    found = [
        t.number
        for t in annotated.tokens[max(0, number - LOOKING_BACK) : number]
        if t.pos in VERBS
        and t.dep in {"ROOT", "ccomp"}
        and t.sentence in {here - 1, here}
        and t.number not in {main, annotated.tokens[main].head}
        and (annotated.child(t.number, "ccomp") is None or annotated.child(t.number, "dobj") is not None)
    ]
    above = annotated.tokens[main].head
    if annotated.tokens[main].dep in {"conj", "parataxis"} and above < number and annotated.tokens[above].pos in VERBS:
        return above
    roots = [n for n in found if annotated.tokens[n].dep == "ROOT"]
    ordered = roots or found
    return ordered[-1] if ordered else None
