"""Work on whole glossaries: lint, differences, proposals, and what an archive still says."""
