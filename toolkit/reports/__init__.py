"""Results as a reader wants them: one module an output format; nothing is computed here."""
