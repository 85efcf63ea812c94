"""Does the sentence agree? Figures found in prose, bound, checked by rules."""
