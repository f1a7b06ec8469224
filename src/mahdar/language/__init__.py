"""Loads, checks and compiles the language packs."""
