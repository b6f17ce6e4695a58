"""The one exception that the command line turns into a sentence."""


class SpecgenError(Exception):
    """What a user got wrong, as one clear sentence. Ends the run with exit code 2."""
