"""Typeform: tables whose first column is "#", and the responses of its API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emptychair.domain.errors import N_, UserError
from emptychair.domain.raw_story import RawStory, Refused
from emptychair.domain.story import Kind
from emptychair.gather.columns import canonical
from emptychair.gather.dates import iso_date
from emptychair.gather.loose import original_of, text_of
from emptychair.gather.rows import number, reason_against, recommends
from emptychair.gather.source import SourceFile
from emptychair.gather.survey import NO_ANSWER, Survey, answers, place_of

_SUBMITTED = (
    "submit date utc",
    "submitted at",
    "submit date",
    "absendedatum utc",
    "übermittelt am",
    "end date utc",
    "start date utc",
)


class TypeformReader:
    """Recognised by "#" beside the dates or the network's id; in JSON by the tokens of its responses."""

    name = "typeform"
    title = N_("Typeform")

    def recognise(self, file: SourceFile) -> float:
        if file.is_tree:
            return 0.97 if _items(file) else 0.0
        try:
            table = file.table
        except UserError:
            return 0.0
        if table is None:
            return 0.0
        keys = {canonical(name) for name in table.header}
        own = {"network id", "token", "response type", *_SUBMITTED} & keys
        return 0.95 if table.header[0].strip().strip("\ufeff") == "#" and own else 0.0

    def read(self, file: SourceFile, beside: Sequence[SourceFile] = ()) -> Iterator[RawStory | Refused]:
        if file.is_tree:
            return _responses(_items(file), _questions(beside))
        table = file.table
        if table is None:
            return iter(())
        # "Other" follows the question that it belongs to, as the choices do.
        questions: list[str] = []
        before = ""
        for name in table.header:
            name = name.strip()
            questions.append(
                f"{before} – {name}" if canonical(name) in ("other", "andere", "sonstiges") and before else name
            )
            before = name if len(name.split()) > 3 or name.endswith("?") else before
        meta = ("network id", "token", "response type", "stage date utc", "tags", "ending", *_SUBMITTED)
        return answers(
            Survey(
                tuple(questions),
                tuple(str(place + 1) for place in range(len(questions))),
                ids=0,
                day=place_of(table.header, *_SUBMITTED),
                closed=frozenset(place for place, name in enumerate(table.header) if canonical(name) in meta),
            ),
            table.rows,
            file.name,
        )


def _field(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    found = answer.get("field")
    return found if isinstance(found, dict) else {}


def _items(file: SourceFile) -> list[Mapping[str, Any]]:
    try:
        found = file.json
    except (UserError, RecursionError):
        return []
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        return []
    return [
        one
        for one in items
        if isinstance(one, dict)
        and "answers" in one
        and ("token" in one or "landing_id" in one or "response_id" in one)
    ]


def _questions(beside: Sequence[SourceFile]) -> dict[str, str]:
    """The questions by the id of their field, where the form was given too."""
    found: dict[str, str] = {}
    for file in beside:
        try:
            form = file.json if file.is_tree else None
        except UserError:
            continue
        fields = form.get("fields") if isinstance(form, dict) else None
        for one in fields if isinstance(fields, list) else []:
            if isinstance(one, dict):
                found[text_of(one.get("id"))] = text_of(one.get("title"))
    return found


def _responses(items: Sequence[Mapping[str, Any]], questions: Mapping[str, str]) -> Iterator[RawStory | Refused]:
    for place, item in enumerate(items, start=1):
        given = [one for one in item.get("answers") or [] if isinstance(one, dict)]
        spoken = [one for one in given if one.get("type") == "text" and not reason_against(text_of(one.get("text")))]
        if not spoken:
            yield Refused(place, NO_ANSWER)
            continue
        names = tuple(
            filter(
                None,
                (
                    text_of(one.get(kind))
                    for one in given
                    for kind in ("email", "phone_number")
                    if one.get("type") == kind
                ),
            )
        )
        kind, facts = Kind.UNKNOWN, ()
        for one in given:
            field = _field(one)
            title = questions.get(text_of(field.get("id")), "") or text_of(field.get("ref"))
            value = number(text_of(one.get("number")))
            if (
                value is not None
                and 0 <= value <= 10
                and (field.get("type") == "nps" or "recommend" in title or "empfehl" in title)
            ):
                strip, kind = recommends(value)
                facts = (strip,)
        own = text_of(item.get("token")) or text_of(item.get("response_id"))
        several = sum(one.get("type") == "text" for one in given) > 1
        for one in spoken:
            field = _field(one)
            key = text_of(field.get("id")) or text_of(field.get("ref"))
            yield RawStory(
                text=text_of(one.get("text")),
                original=original_of({name: part for name, part in item.items() if name not in ("metadata", "hidden")}),
                source_id=f"{own}/{key}" if several else own,
                row=place,
                names=names,
                kind=kind,
                channel="survey",
                happened_on=iso_date(text_of(item.get("submitted_at")) or text_of(item.get("landed_at"))),
                facts=facts,
                title=(questions.get(key, "") or text_of(field.get("title")))[:200],
            )


READER = TypeformReader()
