"""Microsoft Forms: a number, when somebody began and ended, who it was, then the questions."""

from __future__ import annotations

from emptychair.domain.errors import N_
from emptychair.gather.presets import listed
from emptychair.gather.readers.google_forms import FormsReader

READER = FormsReader(
    "microsoft-forms",
    N_("Microsoft Forms"),
    listed("completion time|abschlusszeit|fertigstellungszeit|zeit der fertigstellung|start time|startzeit"),
    numbered=True,
)
