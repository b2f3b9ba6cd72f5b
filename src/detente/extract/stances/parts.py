"""Words that play a part of their own in the climb, by what they do."""

from __future__ import annotations

CALLING = frozenset(
    {"call", "describe", "brand", "label", "term", "deem", "consider", "see", "view", "regard", "denounce"}
)
HAVING = frozenset({"have", "see", "feel", "show", "make", "give", "find", "express", "voice", "hold", "consider"})
LEGISLATING = frozenset(
    {
        "introduce",
        "pass",
        "sponsor",
        "cosponsor",
        "co-sponsor",
        "draft",
        "unveil",
        "reintroduce",
        "table",
        "adopt",
        "approve",
    }
)
# Issues whose objects an adjective describes rather than judges ("hostile relations", "illegal weapons")
DESCRIBED = frozenset({"recognition", "disarmament", "human-rights"})
# Verbs that ask somebody for an act with an infinitive alone; with another clause they only say
TELLING = frozenset({"tell", "order", "instruct", "direct", "remind", "command"})
SORTS = frozenset({"form", "kind", "type", "sort", "piece", "example", "part", "one"})
QUITTABLE = frozenset({"deal", "talks"})
# Acts that are a will by themselves once done, where the issue is recognition
RECOGNISING = frozenset(
    {
        "recognize",
        "recognise",
        "sever",
        "establish",
        "reestablish",
        "normalize",
        "normalise",
        "reopen",
        "downgrade",
    }
)
# Verbs for the easing of sanctions, a will by itself once told as done
EASING = frozenset(
    {"lift", "ease", "waive", "suspend", "remove", "repeal", "revoke", "rescind", "drop", "cancel", "relax", "loosen", "scrap",
     "terminate", "roll", "unfreeze", "end", "reverse", "abolish", "delist", "exempt"}
)  # fmt: skip
IDLE = frozenset(
    {"point", "use", "sense", "reason", "ground", "cause", "excuse"}
)  # a will only where there is none: "no point in talks"
DOORS = {"open": 1, "leave": 1, "keep": 1, "hold": 1, "close": -1, "shut": -1, "slam": -1}
# Issues on which a deed's purpose is a will: others are furthered by much that is no stand
PURSUED = frozenset({"sanctions", "talks", "disarmament", "deal"})
