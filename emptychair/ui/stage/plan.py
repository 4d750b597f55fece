"""Where everything on the wall stands, worked out once per frame."""

from __future__ import annotations

from functools import lru_cache

from emptychair.domain.frame import Blank, ChairFrame, ClosingFrame, Content, DecisionFrame, StageFrame, StoryFrame
from emptychair.ui.stage.look import StageLook
from emptychair.ui.stage.parts import Plan
from emptychair.ui.stage.plan_chair import plan_alone, plan_decision, plan_welcome
from emptychair.ui.stage.plan_closing import plan_closing
from emptychair.ui.stage.plan_story import plan_story


def plan(frame: StageFrame, look: StageLook) -> Plan:
    """The wall of `frame`. A black wall has no parts; a text that cannot be read in full gives the safe state."""
    if frame.blank is Blank.BLACK:
        return Plan(())
    if frame.blank is Blank.HIDDEN:
        return plan_alone(frame.content.heading, "", look)
    return plan_content(frame.content, look)


@lru_cache(maxsize=128)
def plan_content(content: Content, look: StageLook) -> Plan:
    """The wall of `content`, not blanked. Kept for the contents of one meeting: laying out takes milliseconds."""
    if isinstance(content, StoryFrame):
        return plan_story(content, look)
    if isinstance(content, ChairFrame):
        return plan_alone(content.heading, content.line, look)
    if isinstance(content, DecisionFrame):
        return plan_decision(content, look)
    if isinstance(content, ClosingFrame):
        return plan_closing(content, look)
    return plan_welcome(content, look)
