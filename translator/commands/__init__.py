"""Commands of cli.py, a module a command or group: parse, call, render, map errors to exit codes.

Nothing is decided here; a command imports what it calls when it runs, so that ``--help`` is quick.
"""
