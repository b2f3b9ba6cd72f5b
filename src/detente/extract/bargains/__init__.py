"""Terms: conditional and exchange constructions, and who demands and offers what in them."""
