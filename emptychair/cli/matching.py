"""Matching on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from emptychair.app.i18n import Words
from emptychair.app.ports import Found, TitleMatch
from emptychair.app.reasons import reason_sentences, second_sentence, why_line, why_paragraphs
from emptychair.cli.host import Host
from emptychair.cli.output import say, say_json
from emptychair.domain.errors import N_, BadInput


def match_titles(
    host: Host,
    titles: tuple[str, ...],
    workspace: Path | None,
    as_json: bool,
    *,
    file: Path | None,
    language: str,
    limit: int,
    any_state: bool,
    why: bool = False,
) -> int:
    """The story for each title. Raises UserError without a title or a workspace."""
    from emptychair.gather.decode import decode, read_bytes

    wanted = list(titles)
    if file is not None:
        wanted += [line.strip() for line in decode(read_bytes(file), file.name).splitlines() if line.strip()]
    if not wanted:
        raise BadInput(N_("Name at least one title, or a file with one title a line (--from FILE)."))
    program = host.load(workspace, create=False)
    try:
        from emptychair.store.matcher import LibraryMatcher

        matcher = LibraryMatcher(program.workspace)
        for found in matcher.match_titles(wanted, language=language, limit=limit, any_state=any_state):
            _tell(found, program.words, as_json, why=why)
        matcher.close()
    finally:
        program.close()
    return 0


def _tell(found: TitleMatch, words: Words, as_json: bool, *, why: bool) -> None:
    reasons = reason_sentences(found.reasons, words)
    if as_json:
        say_json(
            {
                "title": found.title,
                "verdict": found.verdict,
                "story": _plain(found.story) if found.story else None,
                "alternates": [_plain(other) for other in found.alternates],
                "reasons": reasons,
                "milliseconds": found.milliseconds,
            }
        )
        return
    verdicts = {
        "strong": words.tr("strong"),
        "possible": words.tr("possible, please check"),
        "none": words.tr("no real story: keep the chair empty"),
    }
    say(f"{found.title}: {verdicts[found.verdict]}")
    if found.story:
        say(f"  {found.story.source_id}  {found.story.headline}")
        for line in why_paragraphs(found.reasons, words) if why else [why_line(found.reasons, words)]:
            say(f"  {line}")
    for other in found.alternates:
        say(f"    {other.source_id}  {other.headline}")
        if why and (sentence := second_sentence(other.headline, other.reasons, words)):
            say(f"    {sentence}")


def _plain(found: Found) -> dict[str, Any]:
    return {
        "id": found.story_id,
        "source_id": found.source_id,
        "headline": found.headline,
        "language": found.language,
        "score": found.relevance,
    }
