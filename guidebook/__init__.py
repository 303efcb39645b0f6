"""«Социальный путеводитель»: the directory, or a chosen part of it, as a book to print."""
