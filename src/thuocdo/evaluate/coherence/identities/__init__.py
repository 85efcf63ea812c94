"""One kind of identity per file; the file's name is the kind's id."""
