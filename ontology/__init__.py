"""The ontology as package data: Turtle files and named queries."""
