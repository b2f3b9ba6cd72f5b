"""Events for other tools: PLOVER JSON, CAMEO codes, tables in the manner of ICEWS and GDELT, dyad panels."""
