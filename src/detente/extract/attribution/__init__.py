"""Attribution: who is said to have said, believed or demanded what, over dependency trees with the lexicon as data."""
