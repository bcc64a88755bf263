"""Russian–Chinese publishing of press releases: draft by machine, checks, decision by a person."""

__version__ = "0.1.0"
