"""What pages and the REST interface have in common: tags of answers, a memory of them, and their packing."""
