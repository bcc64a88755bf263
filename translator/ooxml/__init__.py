"""WordprocessingML and its container, for every stage that writes or reads a document."""
