"""Events out of clauses: the frame lexicon, its matching in trees, the roles, speech with force, and merging."""
