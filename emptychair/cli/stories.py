"""Stories on the command line: in, listed, cleared, masked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emptychair.app.i18n import Words
from emptychair.app.ports import Reader, StoryFilter
from emptychair.cli.host import Host
from emptychair.cli.output import complain, iso, say, say_json
from emptychair.domain.errors import N_, BadInput, NotFound, SentenceError
from emptychair.domain.story import Clearance, Story
from emptychair.gather.importing import ImportReport, check, completed, foresee, take_in

if TYPE_CHECKING:
    from emptychair.gather.mapping import Mapping
    from emptychair.gather.recognising import Recognised
    from emptychair.privacy.spans import Span


def import_files(
    host: Host,
    files: tuple[Path, ...],
    source: str,
    cleared_by: str,
    dry_run: bool,
    workspace: Path | None,
    as_json: bool,
) -> int:
    """Files and folders, a batch a source. A file named here that cannot be read stops before anything is written; in
    a folder it is told and passed over."""
    from emptychair.gather.recognising import open_sources, recognise
    from emptychair.gather.together import together

    words = host.words()
    forced, label = _as(source)
    found = together(recognise(open_sources(files), forced))
    # A dry run makes no workspace: in one that is not there yet everything would be new.
    there = (workspace or host.default_workspace()).exists()
    program = host.load(workspace) if there else None
    problems: list[SentenceError] = []
    try:
        wanted: list[tuple[Recognised, Mapping | None]] = []
        for one in found:
            try:
                mapping = _remembered(one, program.reader if program is not None else None)
                check(one, mapping)
                wanted.append((one, mapping))
            except SentenceError as error:
                if one.file.path in files:
                    raise
                problems.append(error)
        if not wanted:
            raise problems[0] if problems else BadInput(N_("There is nothing to import: name a file with stories."))
        if program is None and not dry_run:
            program = host.load(workspace)
        refused = len(problems)
        for error in problems:
            complain(words.error(error))
        for one, mapping in wanted:
            if dry_run or program is None:
                service = program.service if program is not None else None
                report = foresee(one, service, mapping=mapping, source=label, limit=None)
            else:
                report = take_in(one, program.service, vouched_by=cleared_by.strip(), source=label, mapping=mapping)
                report = completed(report, program.preparing())
            refused += report.refused_count
            _report(report, words, as_json)
    finally:
        if program is not None:
            program.close()
    return 1 if refused else 0


def _as(given: str) -> tuple[str, str]:
    """`--as` names a reader, whose format it forces, or else is the label of the source."""
    from emptychair.gather.readers import readers

    forced = given if given != "csv" and any(reader.name == given for reader in readers()) else ""
    return forced, "" if forced else given


def _remembered(found: Recognised, reader: Reader | None) -> Mapping | None:
    """The mapping that somebody made in the window for a table of these columns."""
    if found.reader is not None or found.sentence or reader is None or found.file.table is None:
        return None
    from emptychair.gather.mapping import FIELDS, Mapping, signature

    header = found.file.table.header
    kept = reader.setting(f"mapping:{signature(header)}")
    if not kept:
        return None
    pairs = tuple((str(field), str(column)) for field, column in json.loads(kept))
    mapping = Mapping(tuple(pair for pair in pairs if pair[0] in FIELDS))
    return mapping if mapping.of("text") else None


def _report(report: ImportReport, words: Words, as_json: bool) -> None:
    refused = [{"line": row.line, "reason": words.tr(row.reason)} for row in report.refused]
    if as_json:
        say_json(
            {
                "file": report.file,
                "source": report.source,
                "read": report.read,
                "added": report.added,
                "updated": report.updated,
                "duplicates": report.duplicates,
                "refused": refused,
            }
        )
        return
    say(
        words.tr(
            "{file}: {read} read, {added} added, {updated} updated, {duplicates} duplicates, {refused} refused",
            file=report.file,
            read=report.read,
            added=report.added,
            updated=report.updated,
            duplicates=report.duplicates,
            refused=report.refused_count,
        )
    )
    for row in refused:
        complain(words.tr("Line {line}: {reason}", line=row["line"], reason=row["reason"]))


def list_stories(
    host: Host,
    workspace: Path | None,
    as_json: bool,
    *,
    search: str,
    cleared: bool,
    waiting: bool,
    language: str,
    limit: int,
    story: str,
) -> int:
    """A list by filter, or one story complete."""
    if cleared and waiting:
        raise BadInput(N_("No story is both: give either --cleared or --waiting."))
    program = host.load(workspace, create=False)
    try:
        zone = program.service.zone
        if story:
            _show(find_story(program.reader, story), zone, as_json, program.words)
            return 0
        state = Clearance.CLEARED if cleared else Clearance.WAITING if waiting else None
        rows = program.reader.story_ids(StoryFilter(search=search, clearance=state, language=language))
        for row in rows[: limit or None]:
            story_id = program.reader.story_id_of_row(row)
            found = program.reader.story(story_id) if story_id else None
            if found is None:
                continue
            if as_json:
                say_json(_plain(found, zone))
            else:
                mark = {Clearance.CLEARED: "✓", Clearance.NEVER: "×"}.get(found.clearance, "…")
                say(f"{mark} {found.provenance.source_id or found.id:<10} {found.language}  {found.headline}")
    finally:
        program.close()
    return 0


def find_story(reader: Reader, name: str) -> Story:
    """A story by its id, the beginning of it, or the id that it had in its file. Raises NotFound or BadInput."""
    found = reader.stories_named(name)
    if not found:
        raise NotFound(N_("There is no story “{name}”: list them with “emptychair stories”."), name=name)
    if len(found) > 1:
        raise BadInput(
            N_("“{name}” names more than one story: use its id from “emptychair stories --json”."), name=name
        )
    return found[0]


def mask_file(file: Path, names: tuple[str, ...], as_json: bool) -> int:
    """Spans of personal data in a text file, and the text with placeholders."""
    from emptychair.gather.decode import decode, read_bytes
    from emptychair.matching.language import detect
    from emptychair.privacy.mask import mask

    text = decode(read_bytes(file), file.name)
    found = mask(text, names=names, language=detect(text) or "en")
    if as_json:
        plain: dict[str, Any] = {"masked": found.masked, "spans": [_span(span) for span in found.spans]}
        if found.hints:  # what only looks like a name, and stays
            plain["hints"] = [_span(span) for span in found.hints]
        say_json(plain)
        return 0
    for span in found.spans:
        complain(f"{span.start}–{span.end}  {span.type}")
    for span in found.hints:
        complain(f"{span.start}–{span.end}  {span.type}?")
    say(found.masked)
    return 0


def _span(span: Span) -> dict[str, Any]:
    return {"type": span.type, "start": span.start, "end": span.end}


def _plain(story: Story, zone: str) -> dict[str, Any]:
    return {
        "id": story.id,
        "source_id": story.provenance.source_id,
        "headline": story.headline,
        "text": story.text,
        "excerpt": story.excerpt,
        "language": story.language,
        "customer": story.customer,
        "segment": story.segment,
        "industry": story.industry,
        "channel": story.channel,
        "kind": story.kind,
        "outcome": story.outcome,
        "happened_on": story.happened_on,
        "facts": list(story.facts),
        "tags": list(story.tags),
        "sensitive": story.sensitive,
        "teaching": story.teaching,
        "consent": story.consent,
        "clearance": story.clearance,
        "cleared_by": story.cleared_by,
        "cleared_at": iso(story.cleared_at, zone),
        "created_at": iso(story.created_at, zone),
        "version": story.version,
        "source": {
            "title": story.provenance.title,
            "publisher": story.provenance.publisher,
            "url": story.provenance.url,
            "date": story.provenance.source_date,
            "further": list(story.provenance.further),
        },
    }


def _show(story: Story, zone: str, as_json: bool, words: Words) -> None:
    if as_json:
        say_json(_plain(story, zone))
        return
    say(story.headline)
    say()
    say(story.text)
    say()
    for label, value in (
        (words.tr("Who"), story.customer),
        (words.tr("When"), words.partial_date(story.happened_on)),
        (words.tr("Facts"), "; ".join(story.facts)),
        (words.tr("Tags"), ", ".join(story.tags)),
        (words.tr("Source"), ", ".join(filter(None, (story.provenance.title, story.provenance.publisher)))),
        (words.tr("Link"), story.provenance.url),
        (words.tr("Cleared by"), story.cleared_by),
    ):
        if value:
            say(f"{label}: {value}")
    for line in story.provenance.further:
        say(f"  {line}")
