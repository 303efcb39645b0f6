"""The words that people ask by: synonyms, everyday language, the vocabulary of the index, typing errors."""
