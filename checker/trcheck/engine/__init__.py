"""One run: the pages of each group are read and aligned, the rules are asked, and what they say becomes findings.

A page group is the unit of work: the findings of all its pages are together before any of them is reported. A page
that cannot be read and a rule that raises become failures, and everything else is still checked.
"""

from trcheck.engine.run import run

__all__ = ["run"]
