"""An import from file to library, as the command line does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emptychair.app.preparing import BackgroundPreparing
from emptychair.app.service import Service
from emptychair.gather.importing import ImportReport, completed, foresee, take_in
from emptychair.gather.recognising import Recognised, open_sources, recognise


def recognised(path: Path) -> Recognised:
    """The one source in a file."""
    [found] = recognise(open_sources([path]))
    return found


def import_file(
    path: Path,
    service: Service,
    *,
    vouched_by: str = "",
    source: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Both stages in this process."""
    report = take_in(recognised(path), service, vouched_by=vouched_by, source=source, cancelled=cancelled)
    return completed(report, BackgroundPreparing(service, None))


def foresee_file(path: Path, service: Service) -> ImportReport:
    """What an import would do."""
    return foresee(recognised(path), service)
