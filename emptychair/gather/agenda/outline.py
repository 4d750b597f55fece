"""A section as a tree, and which of its nodes are the items: the shallowest level, deeper under generic parents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from emptychair.gather.agenda.entry import Entry, read_entry, read_meta
from emptychair.gather.agenda.lines import BOLD_LEVEL, NUMBERED, Kind, Line, marker_of, rank_of
from emptychair.gather.agenda.markup import key_of
from emptychair.gather.agenda.noise import is_noise, is_stop, label_of
from emptychair.gather.agenda.tables import Row, header_of, read_table
from emptychair.gather.agenda.words import CLOSERS, GENERIC_PARENTS, STOP_HEADINGS

_GROUP = re.compile(
    r"(?:tag|day|teil|part|block|session|abschnitt|phase|runde|section)\s+(?:\d{1,2}|[a-d]|[ivx]{1,4}|one|two|three|eins|zwei)"
    r"(?:\b.*)?|(?:vormittag|nachmittag|morning|afternoon)\b.{0,40}",
    re.IGNORECASE,
)
_GENERIC_WORD = (
    r"(?:discussions?|proposals|topics|items|presentations|diskussion(?:en)?|themen|beratung|vorstellungen|updates|berichte|reports"
    r"|informationen|information|entscheidungen|decisions|beschlüsse)"
)
_GENERIC_PAIR = re.compile(rf"{_GENERIC_WORD}\s*(?:und|and|&|/|,)\s*{_GENERIC_WORD}")
# "- Presenter: John" on the level of the items belongs to the item above it.
_ITEM_LABEL = re.compile(
    r"(?:presenters?|presented by|owners?|verantwortlich(?:e|er)?|zuständig|responsible|referent(?:in)?|speakers?|lead"
    r"|led by|wer|who|dauer|duration|time|zeit|zeitbedarf|timebox)\s*:",
    re.IGNORECASE,
)
_SMALL_ENDING = re.compile(
    r"(?:^|\s)(?:und|oder|der|die|das|des|dem|den|ein|eine|einer|einem|einen|für|mit|von|vom|zu|zum|zur|im|in|am|an|auf|bei"
    r"|durch|über|the|of|and|or|for|to|with|a|an|on|at|by|from|our|unsere[rnsm]?|nach|aus|als|wie|bis|per)$|[,&/–-]$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Node:
    """A heading, list item, plain line or table with what stands under it; `text` keeps its Markdown."""

    line: Line
    text: str = ""
    children: list[Node] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    after_gap: bool = False

    @property
    def kind(self) -> Kind:
        return self.line.kind


@dataclass(slots=True)
class Found:
    """An item: its line's text, and what stands under it; a table's row is read already."""

    line: int
    text: str = ""
    below: list[Node] = field(default_factory=list)
    entry: Entry | None = None


def items_in(lines: list[Line]) -> list[Found]:
    """The items of a section."""
    return _items(tree(lines))


def tree(lines: list[Line]) -> list[Node]:
    """Headings, lists and plain lines by their level."""
    root: list[Node] = []
    heads: list[Node] = []
    stack: list[Node] = []
    width = _wrap_width(lines)
    previous: Line | None = None
    for line in lines:
        gap = previous is None or previous.kind is Kind.BLANK or previous.number < line.number - 1
        siblings = heads[-1].children if heads else root
        if line.kind is Kind.HEADING:
            while heads and heads[-1].line.level >= line.level:
                heads.pop()
            node = Node(line, line.marked)
            (heads[-1].children if heads else root).append(node)
            heads.append(node)
            stack = []
        elif line.kind is Kind.BULLET:
            node = Node(line, line.marked, after_gap=gap)
            _place(node, stack, siblings)
        elif line.kind is Kind.PLAIN:
            node = Node(line, line.marked, after_gap=gap)
            owner = stack[-1] if stack else (siblings[-1] if siblings and siblings[-1].kind is Kind.PLAIN else None)
            if owner is not None and not gap and previous is not None and _continues(owner, previous, line, width):
                owner.text = f"{owner.text} {line.marked}"
            elif stack and line.indent > stack[0].line.indent and (holder := _holder(stack, line)) is not None:
                holder.children.append(node)
            elif stack and not gap and read_meta(line.text):
                stack[-1].children.append(node)
            else:
                siblings.append(node)
                stack = []
        elif line.kind is Kind.TABLE:
            if siblings and siblings[-1].kind is Kind.TABLE and header_of(line.cells) is None:
                siblings[-1].rows.append(line)
            else:
                siblings.append(Node(line, rows=[line]))
            stack = []
        previous = line
    return root


def _holder(stack: list[Node], line: Line) -> Node | None:
    return next((node for node in reversed(stack) if line.indent > node.line.indent), None)


def _place(node: Node, stack: list[Node], siblings: list[Node]) -> None:
    """Put a list item under the one that it belongs to; `stack` is the open branch."""
    line = node.line
    if not line.ordinal and _ITEM_LABEL.match(line.text) and read_meta(line.text):
        holders = (other for other in reversed(stack) if other.line.indent <= line.indent + 1)
        above = next((other for other in holders if read_meta(other.line.text) is None), None)
        if above is not None:
            above.children.append(node)
            return
    if line.ordinal:
        for at in range(len(stack) - 1, -1, -1):
            other = stack[at].line
            if other.style == line.style and len(other.ordinal) == len(line.ordinal) and _follows(other, line):
                if abs(other.indent - line.indent) <= 3 or line.indent > other.indent:
                    del stack[at:]
                    break
            elif other.ordinal and len(line.ordinal) > 1 and line.ordinal[:-1] == other.ordinal:
                del stack[at + 1 :]
                break
    while stack and not _under(stack[-1].line, line):
        stack.pop()
    (stack[-1].children if stack else siblings).append(node)
    stack.append(node)


def _follows(first: Line, second: Line) -> bool:
    return first.ordinal[:-1] == second.ordinal[:-1] and second.ordinal[-1] == first.ordinal[-1] + 1


def _under(above: Line, line: Line) -> bool:
    """Whether `line` stands under `above`, by its indentation or, on the same one, by its style."""
    if line.ordinal and above.ordinal and len(line.ordinal) > 1 and line.ordinal[: len(above.ordinal)] == above.ordinal:
        return len(line.ordinal) > len(above.ordinal)
    if line.indent > above.indent + 1:
        return True
    if line.indent < above.indent - 1 or line.style == above.style:
        return False
    return rank_of(line.style) > rank_of(above.style) or (
        rank_of(line.style) == rank_of(above.style)
        and line.style not in NUMBERED
        and above.style not in ("slot", "minutes")
    )


def _wrap_width(lines: list[Line]) -> int:
    """The width at which a mail was broken, or 0."""
    longest = max((len(line.raw) for line in lines if line.kind is not Kind.TABLE), default=0)
    return longest if 60 <= longest <= 82 else 0


def _continues(node: Node, previous: Line, line: Line, width: int) -> bool:
    """Whether a plain line is the rest of the item above it, broken for its width or within a bracket."""
    if len(node.text) > 300 or (read_meta(line.text) is not None and not _opens(node.text)):
        return False
    if _opens(node.text):
        return len(node.text) + len(line.text) < 300
    if node.kind is Kind.PLAIN and line.indent != node.line.indent:
        return False
    first = line.raw.strip().split()[0]
    if width and len(previous.raw.rstrip()) + 1 + len(first) > width and len(previous.raw) >= 0.75 * width:
        return True
    return node.kind is Kind.BULLET and _SMALL_ENDING.search(node.text) is not None and len(previous.raw) >= 40


def _opens(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _items(nodes: list[Node]) -> list[Found]:
    rows = [row for node in nodes if node.kind is Kind.TABLE for row in read_table(node.rows) or []]
    if rows:
        return _from_rows(rows)
    heads = [node for node in nodes if node.kind is Kind.HEADING and not is_stop(node.line)]
    bullets = _bullets([node for node in nodes if node.kind is Kind.BULLET])
    if heads and not _bullets_win(bullets, heads):
        return _from_headings(heads)
    parents = _plain_parents(nodes)
    if parents and not any(_timed(node) or node.line.style in NUMBERED for node in bullets):
        return [Found(node.line.number, node.text, below) for node, below in parents]
    if bullets:
        return _from_bullets(bullets)
    return _from_plain([node for node in nodes if node.kind is Kind.PLAIN])


def _from_rows(rows: list[Row]) -> list[Found]:
    return [Found(row.line, entry=row.entry) for row in rows]


# Headings ---------------------------------------------------------------------------------------------------------


def _bullets_win(bullets: list[Node], heads: list[Node]) -> bool:
    """Whether a list above the first sub-heading is the agenda, and the sub-headings are something else."""
    if not bullets:
        return False
    if any(_timed(node) or node.line.style in NUMBERED for node in bullets):
        return True
    return len(bullets) > 1 and not any(_counted(head) or _timed(head) for head in heads)


def _from_headings(heads: list[Node]) -> list[Found]:
    level = min(head.line.level for head in heads)
    heads = [head for head in heads if head.line.level == level or head.line.level < BOLD_LEVEL]
    if len(heads) == 1 and not _timed(heads[0]) and not _counted(heads[0]):
        inner = _items(heads[0].children)
        if len(inner) > 1:
            return inner
    if not any(_timed(head) or _counted(head) for head in heads):
        bullets = [node for head in heads for node in head.children if node.kind is Kind.BULLET]
        timed = sum(_timed(node) for node in bullets)
        if timed >= 2 and timed >= 0.5 * len(bullets):
            return [found for head in heads for found in _items(head.children)]
    found: list[Found] = []
    for head in heads:
        inner = _items(head.children) if is_generic(head.text) else []
        found.extend(inner or ([] if _empty_group(head) else [Found(head.line.number, head.text, head.children)]))
    return found


def _empty_group(head: Node) -> bool:
    """A generic heading with nothing under it, "Vormittag", is no item; "Diskussion" may be one."""
    return not head.children and _GROUP.fullmatch(key_of(head.text)) is not None


def _counted(node: Node) -> bool:
    if node.kind is Kind.BULLET:
        return node.line.style in NUMBERED
    marker = marker_of(node.text)
    return marker is not None and marker.style in NUMBERED


def _timed(node: Node) -> bool:
    """Whether a node says when or how long, on its own line or on the first one under it."""
    if read_entry(node.line.text).timed:
        return True
    first = next((child for child in node.children if child.kind in (Kind.PLAIN, Kind.BULLET)), None)
    meta = read_meta(first.line.text) if first else None
    return meta is not None and meta.timed


def is_generic(text: str) -> bool:
    """Whether words only hold items together: "Discussion", "Vormittag", "Teil 2"."""
    key = key_of(text.rstrip(": "))
    if key in CLOSERS:
        return False
    return key in GENERIC_PARENTS or _GROUP.fullmatch(key) is not None or _GENERIC_PAIR.fullmatch(key) is not None


# Lists ------------------------------------------------------------------------------------------------------------


def _bullets(nodes: list[Node]) -> list[Node]:
    """The list items of a level without noise, and of one style where two were mixed."""
    noisy = [node for node in nodes if is_noise(node.line)]
    strict = len(noisy) >= 2 and len(noisy) >= 0.4 * len(nodes)
    kept = [node for node in nodes if not is_noise(node.line, strict=strict) and not _stop_item(node)]
    styles = {node.line.style for node in kept}
    if len(styles) > 1:
        ranked = sorted(styles, key=rank_of)
        best = next((style for style in ranked if sum(node.line.style == style for node in kept) > 1), None)
        if best and any(rank_of(style) > rank_of(best) for style in styles):
            kept = [node for node in kept if rank_of(node.line.style) <= rank_of(best)]
    return kept


def _stop_item(node: Node) -> bool:
    """ "- Teilnehmer:" with names under it."""
    return (
        node.line.style not in NUMBERED
        and key_of(node.text) in STOP_HEADINGS
        and (bool(node.children) or node.text.rstrip().endswith(":"))
    )


def _from_bullets(bullets: list[Node]) -> list[Found]:
    if len(bullets) == 1 and not _timed(bullets[0]):
        inner = _bullets([node for node in bullets[0].children if node.kind is Kind.BULLET])
        if len(inner) > 1 and (is_generic(bullets[0].text) or bullets[0].text.rstrip().endswith(":")):
            return _from_bullets(inner)
    if not any(_timed(node) for node in bullets):
        slots = [child for node in bullets for child in node.children if child.kind is Kind.BULLET]
        started = sum(read_entry(child.line.text).start is not None for child in slots)
        if started >= 2 and started >= 0.6 * len(slots):
            return [Found(child.line.number, child.text, child.children) for child in slots]
    found: list[Found] = []
    for node in bullets:
        inner = (
            _bullets([child for child in node.children if child.kind is Kind.BULLET]) if is_generic(node.text) else []
        )
        inner = [child for child in inner if read_meta(child.line.text) is None]
        found.extend(_from_bullets(inner) if inner else [Found(node.line.number, node.text, node.children)])
    return _not_repeated(found, bullets)


def _not_repeated(found: list[Found], bullets: list[Node]) -> list[Found]:
    """The items up to where they begin again, as minutes repeat their agenda point by point."""
    if len(found) < 3 or not any(node.line.style in NUMBERED for node in bullets):
        return found
    first = key_of(found[0].text)
    again = next((at for at in range(2, len(found)) if key_of(found[at].text) == first), None)
    return found[:again]


# Plain lines ------------------------------------------------------------------------------------------------------


def _plain_parents(nodes: list[Node]) -> list[tuple[Node, list[Node]]]:
    """Plain lines with a list under each of them, as items with their points; empty where they are none."""
    found: list[tuple[Node, list[Node]]] = []
    for node in nodes:
        if node.kind is Kind.PLAIN and _title_like(node) and not is_noise(node.line):
            found.append((node, []))
        elif found and node.kind is Kind.BULLET:
            found[-1][1].append(node)
        elif node.kind is Kind.BULLET:
            return []
    with_list = sum(bool(below) for _, below in found)
    return found if with_list >= 2 and with_list >= 0.5 * len(found) else []


def _title_like(node: Node) -> bool:
    text = node.line.text.strip()
    words = text.split()
    if not words or len(text) > 140:
        return False
    if text.endswith(("!", ",")) or (
        text.endswith(".") and len(words) > 5 and not re.search(r"\d\.$|min\.$|Std\.$", text)
    ):
        return False
    return re.search(r"\.\s+[A-ZÄÖÜ][a-zäöü]+\s+[a-zäöü]+", text) is None or len(words) <= 8


def _from_plain(nodes: list[Node]) -> list[Found]:
    """Every line an item, or the timed ones, or the first line of every block."""
    nodes = [node for node in nodes if not is_noise(node.line)]
    found: list[Found] = []
    entries = [read_entry(node.line.text) for node in nodes]
    started = sum(entry.start is not None for entry in entries)
    timed = sum(entry.timed for entry in entries)
    indent = min((node.line.indent for node in nodes), default=0)
    metas = [read_meta(node.line.text) for node in nodes]
    bare = sum(
        meta is not None and not re.search(r"[:=@]", node.line.text) for meta, node in zip(metas, nodes, strict=True)
    )
    if bare >= 0.7 * len(nodes):
        metas = [None] * len(nodes)  # "Vertrieb – 20 min" on every line is a list of items
    for node, entry, meta in zip(nodes, entries, metas, strict=True):
        first = not found or node.after_gap
        if found and meta is not None and not node.line.text.rstrip().endswith("?"):
            found[-1].below.append(node)
        elif not _title_like(node) or _introduces(node):
            continue
        elif found and node.line.indent > indent + 1:
            found[-1].below.append(node)
        elif (
            ((started >= 2 and entry.start is None) or (timed >= 2 and timed >= 0.5 * len(nodes) and not entry.timed))
            and key_of(node.text) not in CLOSERS
            and not (started < 2 and first and len(node.line.text.split()) <= 6)
        ):
            if found:
                found[-1].below.append(node)
        else:
            found.append(Found(node.line.number, node.text))
    return _blocks(nodes, found)


def _introduces(node: Node) -> bool:
    text = node.line.text.rstrip()
    label = label_of(text)
    return text.endswith(":") and label is not None and not label[1]


def _blocks(nodes: list[Node], found: list[Found]) -> list[Found]:
    """Blocks of a title and lines that explain it: the first line of each, where the second says when or who."""
    blocks: list[list[Node]] = []
    for node in nodes:
        if node.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(node)
    with_meta = sum(len(block) > 1 and read_meta(block[1].line.text) is not None for block in blocks)
    if len(blocks) < 2 or with_meta < 0.6 * len(blocks):
        return found
    kept = [block for block in blocks if _title_like(block[0]) and not _introduces(block[0])]
    return [Found(block[0].line.number, block[0].text, list(block[1:])) for block in kept]
