"""The wall: its typography, its drawing, its window."""

from typing import TYPE_CHECKING

from emptychair.ui.stage.fit import Fit, fits
from emptychair.ui.stage.look import StageLook, look_for_distance
from emptychair.ui.stage.painter import paint_frame, render
from emptychair.ui.stage.picture import WallPicture, wall_text

if TYPE_CHECKING:
    from emptychair.ui.stage.inhibit import Inhibitor, NoInhibitor, system_inhibitor
    from emptychair.ui.stage.screens import ScreenId
    from emptychair.ui.stage.window import StageMode, StageWindow

__all__ = [
    "Fit",
    "Inhibitor",
    "NoInhibitor",
    "ScreenId",
    "StageLook",
    "StageMode",
    "StageWindow",
    "WallPicture",
    "fits",
    "look_for_distance",
    "paint_frame",
    "render",
    "system_inhibitor",
    "wall_text",
]

_LATER = {
    "Inhibitor": "inhibit",
    "NoInhibitor": "inhibit",
    "ScreenId": "screens",
    "StageMode": "window",
    "StageWindow": "window",
    "system_inhibitor": "inhibit",
}


def __getattr__(name: str) -> object:
    """The window itself waits until the wall is opened: most windows only draw its picture."""
    if name not in _LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
