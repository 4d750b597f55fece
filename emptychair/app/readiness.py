"""How far the matcher knows the library by meaning."""

from __future__ import annotations

from emptychair.domain.values import value


@value
class Readiness:
    """Stories that meaning finds, and all of them; words alone find the rest."""

    encoded: int
    stories: int

    @property
    def complete(self) -> bool:
        """Whether meaning finds every story."""
        return self.encoded >= self.stories
