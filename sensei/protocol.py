"""What the judge and the witness agree on."""

ORDER = "SENSEI_ORDER"
"""The environment variable in which the judge says, as JSON, what is to be done."""
MARK = "\x1e"
"""Stands in the output before the name of the check that begins."""
FILE = "{file}"
"""Stands in a sentence for the answer's file, whose name is the judge's to say."""
