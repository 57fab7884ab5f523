"""A process that writes readings until it is killed; tells each one that is kept."""

import sys

from hand import reading

from musnad.ledger import Ledger

if __name__ == "__main__":
    name, first = sys.argv[1], int(sys.argv[2])
    with Ledger.open(name) as ledger:
        for n in range(first, first + 100_000):
            ledger.add(reading(url=f"https://almina.example/news/{n}"))
            print(n, flush=True)  # noqa: T201 - what the test waits for
