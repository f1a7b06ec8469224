"""The surfaces: ways in which people and programs reach a reading; thin, and strangers to one another."""
