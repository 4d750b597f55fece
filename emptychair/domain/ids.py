"""Identifiers. Every id that may leave the file is a UUIDv7 (RFC 9562, 5.7), so ids sort by the time they were made."""

from __future__ import annotations

from typing import NewType

StoryId = NewType("StoryId", str)
SeriesId = NewType("SeriesId", str)
MeetingId = NewType("MeetingId", str)
ItemId = NewType("ItemId", str)
DecisionId = NewType("DecisionId", str)
ShowingId = NewType("ShowingId", str)
BatchId = NewType("BatchId", str)
EventId = NewType("EventId", str)


def uuid7(now_ms: int, entropy: bytes) -> str:
    """A UUIDv7 of 48 bits of time (`now_ms`, Unix epoch) and 74 bits taken from `entropy` (10 bytes)."""
    if len(entropy) != 10:
        raise ValueError("uuid7 takes 10 bytes of entropy")
    number = (now_ms & (1 << 48) - 1) << 80 | int.from_bytes(entropy, "big")
    number = number & ~(0xF << 76) | 0x7 << 76  # version 7
    number = number & ~(0x3 << 62) | 0x2 << 62  # variant 10
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
