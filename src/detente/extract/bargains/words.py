"""Words by the part that they play in a bargain: who wants, what hurts, what merely happens."""

from __future__ import annotations

from functools import cache

from detente.resources import rows

WANTING = frozenset(
    {"want", "seek", "demand", "ask", "insist", "call", "urge", "expect", "press", "push", "request", "require", "need"}
)
INCLUDING = frozenset({"include", "involve", "envisage", "foresee", "call", "be", "comprise", "provide"})
AGREEMENTS = frozenset({"deal", "accord", "agreement", "pact", "treaty", "plan"})
HURTING = frozenset(
    {"threaten", "attack", "provoke", "violate", "strike", "invade", "necessary", "break", "collapse", "fail"}
)
# Of the hostile verbs those that also tell what a side is asked to do ("if Russia withdraws its troops")
YIELDING = frozenset({"withdraw", "leave", "exit", "suspend", "freeze", "cut", "close", "destroy", "abandon", "face", "pay", "stay", "remain",
                      "restart", "resume", "extend", "stand", "last"})  # fmt: skip
GETTING = frozenset({"win", "gain", "get", "obtain", "secure", "receive"})
# What a party gets by another's act ("when they had guarantees", "if we see signs")
RECEIVING = GETTING | {"have", "see", "hear"}
MOODS = frozenset({"happy", "glad", "fine", "okay", "sorry", "sure", "good", "better", "safe"})
# What a thing does by itself, so that "if X …, it will lead to Y" is a forecast
FORECASTS = frozenset(
    {"lead", "cause", "mean", "result", "trigger", "become", "create", "destabilize", "rise", "fall", "happen"}
)
COMMON = frozenset(
    {"party", "side", "other", "country", "everyone", "all", "they", "partner", "government", "capital", "neighbour", "neighbor", "rival",
     "state", "nation", "leader", "general", "rebel", "junta", "regime", "authority", "army", "force", "troop", "parliament", "congress"}
)  # fmt: skip
# Words of asking and charging whose bearer does not bargain by them alone ("asked when …", "called a rally")
NO_OFFER = frozenset({"accuse", "speak", "look", "ask", "call", "remind", "regret", "complain"})


@cache
def hostile() -> frozenset[str]:
    """Verbs for what is threatened or kept up, never given: "maintain" sanctions, "strike"."""
    return frozenset(w.strip() for row in rows("terms/hostile.tsv") for w in row["words"].split(","))
