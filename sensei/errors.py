"""The one error that a learner may meet: a sentence, never a traceback."""


class Mistake(Exception):
    """What was asked for cannot be done; the text says why, with the value and the next step."""
