"""The record for language models, by the Model Context Protocol: tools whose every answer quotes."""
