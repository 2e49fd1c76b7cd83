"""``python -m trcheck``"""

from trcheck.cli import main

main()
