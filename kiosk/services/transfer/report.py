"""The report of an import: what is refused, counted whole and shown in part."""

from collections import Counter
from collections.abc import Callable, Iterable

from kiosk.services.transfer.refusals import Refusal


class Report:
    """Count refusals, keep the first and hand each to whoever writes them all down."""

    def __init__(self, shown: int, on_refusal: Callable[[Refusal], None] = lambda _one: None) -> None:
        """Take how many are kept, and who sees each."""
        self._shown = shown
        self._on_refusal = on_refusal
        self.first: list[Refusal] = []
        self.by_file: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """Give how many there are."""
        return self.by_file.total()

    def add(self, refusals: Iterable[Refusal]) -> None:
        """Take some more."""
        for one in refusals:
            self.by_file[one.file] += 1
            self._on_refusal(one)
            if len(self.first) < self._shown:
                self.first.append(one)
