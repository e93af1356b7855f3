"""Names to entities across articles."""
