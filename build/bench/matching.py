"""How good and how fast the choice of a story is, beside plain SQLite FTS5 in the same run.

    build/dev.py bench matching [FOLDER]

prints all figures, with the precise model too where it is built; among the other benches they are a few rows. FOLDER
holds `*stories.jsonl` ({"set", "id", "lang", "text", "labels"}) and `*queries.jsonl` ({"set", "label", "lang",
"text"}; set null: a title that no story fits); the default is ../shared/data/matching. Each set is a library of its
own. The first story is right when it bears the label of the title. The demo library is judged by tests/matching/
agendas*.jsonl and, where it lies beside the checkout, ../shared/data/stories/pairs.csv. Nothing was tuned on
agendas_third.jsonl, nor on the product reviews with tests/matching/titles_reviews.jsonl: titles were written before
anybody saw what the matcher made of them.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from emptychair.matching.documents import Document  # noqa: E402
from emptychair.matching.generic import GenericTitles  # noqa: E402
from emptychair.matching.library import Library  # noqa: E402
from emptychair.matching.match import POSSIBLE, STRONG, Match, Rules, Verdict, match, plan  # noqa: E402
from emptychair.matching.models import best_encoder  # noqa: E402
from emptychair.matching.vectors import Encoder, UseEncoder  # noqa: E402

SHARED = ROOT.parent / "shared" / "data"
RULES = Rules(today=date(2026, 1, 1))
TOP = 10


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Collection:
    """One library with the titles it can answer, and titles foreign to it."""

    name: str
    documents: list[Document]
    labels: list[frozenset[str]]
    titles: list[Title]
    generic: list[Title]
    foreign: list[Title]

    def same(self, title: Title) -> bool:
        languages = [document.language for document in self.documents]
        return title.language == max(set(languages), key=languages.count)


# ---------------------------------------------------------------------------------------------------------------- data
def document(key: int, text: str, language: str, **more: Any) -> Document:
    values: dict[str, Any] = {
        "headline": "",
        "tags": (),
        "customer": "",
        "segment": "",
        "happened_on": None,
        "verified": False,
        "sensitive": False,
        "customer_key": "",
        "times_shown": 0,
        "outcome": "",
        "kind": "",
    }
    return Document(key=key, text=text, language=language, **{**values, **more})


def collections(folder: Path) -> list[Collection]:
    """The sets of a folder. Raises OSError and ValueError where there are none."""
    stories, titles = (
        [json.loads(line) for path in sorted(folder.glob(pattern)) for line in path.open(encoding="utf-8")]
        for pattern in ("*stories.jsonl", "*queries.jsonl")
    )
    if not stories or not titles:
        raise ValueError(f"{folder} holds no *stories.jsonl with *queries.jsonl")
    found: list[Collection] = []
    for name in dict.fromkeys(story["set"] for story in stories):
        own = [story for story in stories if story["set"] == name]
        read = [(row["set"], Title(row["text"], row["lang"], row["label"] or "")) for row in titles]
        found.append(
            Collection(
                name,
                [document(key, story["text"], story["lang"]) for key, story in enumerate(own)],
                [frozenset(story["labels"]) for story in own],
                [title for of, title in read if of == name],
                [title for of, title in read if of is None],
                [title for of, title in read if of != name],
            )
        )
    return found


_FEATURE = re.compile(r"([a-z0-9& /-]+)\[[+-]\d\]")


def reviews() -> list[Collection]:
    """Sentences of product reviews (Hu and Liu), a library a product, by the features that they judge; [] without."""
    path = SHARED / "samples" / "reviews" / "hu_liu_product_reviews_1.zip"
    if not path.is_file():
        return []
    source = ROOT / "tests" / "matching" / "titles_reviews.jsonl"
    titles = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    found: list[Collection] = []
    with zipfile.ZipFile(path) as archive:
        for product in dict.fromkeys(title["product"] for title in titles):
            name = next(name for name in archive.namelist() if Path(name).name.startswith(product))
            lines = [line.split("##", 1) for line in archive.read(name).decode("latin-1").splitlines() if "##" in line]
            lines = [(marks, text.strip()) for marks, text in lines if len(text.split()) >= 4]
            own = [title for title in titles if title["product"] == product]
            judged = [{feature.strip() for feature in _FEATURE.findall(marks)} for marks, _ in lines]
            documents = [document(key, text, "en") for key, (_, text) in enumerate(lines)]
            labels = [frozenset(one["title"] for one in own if marks & set(one["features"])) for marks in judged]
            asked = [Title(one["title"], one["language"], one["title"]) for one in own]
            found.append(Collection(product, documents, labels, asked, [], []))
    return found


def demo_documents() -> tuple[list[Document], list[str]]:
    """The demo stories and their source ids."""
    with (ROOT / "resources" / "demo" / "stories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    documents = []
    for key, row in enumerate(rows):
        tags = tuple(tag for tag in row["tags"].split(";") if tag)
        more = {name: row[name] for name in ("headline", "customer", "segment", "outcome", "kind")}
        documents.append(
            document(
                key,
                row["story"],
                row["language"],
                tags=tags,
                happened_on=row["happened_on"] or None,
                verified=bool(row["source_url"]),
                sensitive="sensitive" in tags,
                customer_key=row["id"],
                **more,
            )
        )
    return documents, [row["id"] for row in rows]


def agendas() -> Iterator[tuple[str, str, list[tuple[str, frozenset[str]]]]]:
    """Name of the source, language, and titles with the ids of the stories that fit."""
    sources = sorted((ROOT / "tests" / "matching").glob("agendas*.jsonl"))
    rows = [(path.name, json.loads(line)) for path in sources for line in path.open(encoding="utf-8")]
    pairs = SHARED / "stories" / "pairs.csv"
    if pairs.is_file():
        with pairs.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                wanted = [found for found in row["best_story_ids"].split(";") if found]
                agenda = row["agenda_file"]
                more = {"agenda": agenda, "language": agenda[:2], "title": row["item_title"], "expected": wanted}
                rows.append(("pairs.csv", more))
    grouped: defaultdict[tuple[str, str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for source, row in rows:
        grouped[source, row["agenda"], row["language"]].append((row["title"], frozenset(row["expected"])))
    for (source, _, language), items in grouped.items():
        yield source, language, items


# ------------------------------------------------------------------------------------------------------------ measures
def ndcg(right: Sequence[bool], among: int) -> float:
    gained = sum(1 / math.log2(place + 2) for place, hit in enumerate(right[:TOP]) if hit)
    return gained / sum(1 / math.log2(place + 2) for place in range(min(TOP, among)))


def auroc(answerable: Sequence[float], foreign: Sequence[float]) -> float:
    pairs = [(mine > other) + 0.5 * (mine == other) for mine in answerable for other in foreign]
    return mean(pairs)


class Figures:
    """Quality of one way of ranking over all collections; strengths decide whether a story is shown at all."""

    def __init__(self) -> None:
        self.ranked: defaultdict[tuple[str, bool], list[tuple[float, float, float]]] = defaultdict(list)
        self.answerable: list[tuple[float, bool]] = []
        self.generic: list[float] = []
        self.foreign: list[float] = []

    def add(self, of: Collection, rank: Callable[[Title], tuple[list[int], float]]) -> None:
        for title in of.titles:
            keys, strength = rank(title)
            right = [title.label in of.labels[key] for key in keys[:TOP]]
            among = sum(title.label in labels for labels in of.labels)
            value = (float(right[:1] == [True]), float(any(right[:3])), ndcg(right, among))
            for name in ("all", of.name):
                self.ranked[name, of.same(title)].append(value)
            self.answerable.append((strength, bool(value[0])))
        self.generic += [rank(title)[1] for title in of.generic]
        self.foreign += [rank(title)[1] for title in of.foreign]

    def shown(self, against: Sequence[float], share: float = 0.05) -> tuple[float, float, float]:
        """Threshold at which this share of foreign titles is shown a story; coverage and precision there."""
        threshold = sorted(against, reverse=True)[int(share * len(against))]
        shown = [right for strength, right in self.answerable if strength > threshold]
        return threshold, len(shown) / len(self.answerable), mean(shown) if shown else 0.0


class PlainFts:
    """SQLite FTS5 as it comes: any word of the title, best bm25 first."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE story USING fts5(text)")
        texts = (" ".join((one.headline, one.text, *one.tags, one.customer)) for one in documents)
        self._db.executemany("INSERT INTO story(rowid, text) VALUES (?, ?)", enumerate(texts))

    def __call__(self, title: Title) -> tuple[list[int], float]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", title.text))
        if not words:
            return [], 0.0
        sql = "SELECT rowid, bm25(story) FROM story WHERE story MATCH ? ORDER BY 2 LIMIT 10"
        rows = self._db.execute(sql, (words,)).fetchall()
        return [row[0] for row in rows], -rows[0][1] if rows else 0.0


def judge(found: Sequence[Collection], encoder: Encoder, generic: GenericTitles) -> dict[str, Figures]:
    """Both ways of ranking over all sets."""
    ours, plain = Figures(), Figures()
    for one in found:
        library = Library.build(one.documents, None, encoder, generic)

        def rank(title: Title, library: Library = library) -> tuple[list[int], float]:
            ranking = library.rank(title.text, title.language)
            keys = [scored.key for scored in ranking.scored[:TOP]]
            best = max((scored.plain for scored in ranking.scored), default=0.0)
            return keys, library.z(ranking, best)

        ours.add(one, rank)
        plain.add(one, PlainFts(one.documents))
    return {"Empty Chair": ours, "plain FTS5": plain}


@dataclass
class Agenda:
    """Counts over the items of agendas: with a fitting story, and without one."""

    fitting: int = 0
    first: int = 0
    in_three: int = 0
    left_empty: int = 0
    strong: int = 0
    unfitting: int = 0
    silent: int = 0
    wrongly_strong: int = 0

    def add(self, found: Match, wanted: frozenset[str], ids: Sequence[str]) -> None:
        three = [*([found.chosen] if found.chosen else []), *found.alternates][:3]
        empty = found.verdict is Verdict.NONE
        if wanted:
            self.fitting += 1
            self.first += ids[three[0].key] in wanted if three else False
            self.in_three += any(ids[one.key] in wanted for one in three)
            self.left_empty += empty
            self.strong += found.verdict is Verdict.STRONG
        else:
            self.unfitting += 1
            self.silent += empty
            self.wrongly_strong += found.verdict is Verdict.STRONG

    def line(self) -> str:
        return (
            f"with a story {self.fitting}: first {self.first}, in three {self.in_three}, left empty {self.left_empty}, "
            f"strong {self.strong}; without {self.unfitting}: silent {self.silent}, strong {self.wrongly_strong}"
        )


def judge_agendas(library: Library, ids: Sequence[str]) -> dict[tuple[str, str], Agenda]:
    counts: defaultdict[tuple[str, str], Agenda] = defaultdict(Agenda)
    for source, language, items in agendas():
        rules = Rules(today=RULES.today, meeting_language=language)
        titles = [title for title, _ in items]
        singly = [match(library, title, rules=rules) for title in titles]
        for way, answers in (("each title", singly), ("whole agenda", plan(library, titles, rules=rules))):
            for found, (_, wanted) in zip(answers, items, strict=True):
                counts[source, way].add(found, wanted, ids)
    return dict(counts)


# -------------------------------------------------------------------------------------------------------------- output
def speed() -> dict[str, list[float]]:
    """Milliseconds and megabytes of the demo library in this process: to be called first."""
    times: dict[str, list[float]] = {"load": [], "build": [], "match": [], "plan": []}
    documents, _ = demo_documents()
    began = time.perf_counter()
    encoder = UseEncoder()
    encoder.encode(["warm"])
    times["load"].append((time.perf_counter() - began) * 1000)
    for _ in range(5):
        # Processor time: half a second and more of work would measure the neighbours as well.
        began = time.process_time()
        library = Library.build(documents, None, encoder)
        times["build"].append((time.process_time() - began) * 1000)
    items = [title for _, _, found in agendas() for title, _ in found]
    for title in items:
        began = time.perf_counter()
        match(library, title, rules=RULES)
        times["match"].append((time.perf_counter() - began) * 1000)
    for start in range(0, len(items), 10):
        began = time.perf_counter()
        plan(library, items[start : start + 10], rules=RULES)
        times["plan"].append((time.perf_counter() - began) * 1000)
    times["memory"] = [memory()]
    return times


def memory() -> float:
    """The most that this process has held so far, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(desk: object) -> Iterator[Any]:
    """Rows for `dev.py bench matching`: speed always, quality beside plain FTS5 where the data lies."""
    from rows import Row

    del desk
    times = speed()
    yield Row("matcher: load the vectors' model", tuple(times["load"]), "ms")
    yield Row("matcher: library of 60 stories", tuple(times["build"]), "ms", limit=1000)
    yield Row("matcher: one title, 60 stories", tuple(times["match"]), "ms", limit=50, limit_p99=50)
    yield Row("matcher: memory of the process", tuple(times["memory"]), "MB", limit=400)
    encoder = UseEncoder()
    generic = GenericTitles.bundled(encoder)
    documents, ids = demo_documents()
    for (source, way), found in judge_agendas(Library.build(documents, None, encoder, generic), ids).items():
        yield Row(f"{source}, {way}: first story right", (100 * found.first / found.fitting,), "%")
        yield Row(f"{source}, {way}: in the first three", (100 * found.in_three / found.fitting,), "%")
        yield Row(f"{source}, {way}: silent where none fits", (100 * found.silent / found.unfitting,), "%")
    if (SHARED / "matching").is_dir():
        figures = judge(collections(SHARED / "matching"), encoder, generic)
        for same, name in ((True, "same language"), (False, "across languages")):
            for place, measured in enumerate(("first story right", "in the first three", "nDCG@10")):
                ours, plain = (100 * mean(v[place] for v in figures[way].ranked["all", same]) for way in figures)
                yield Row(f"{measured}, {name}", (ours,), "%", baseline=plain)


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else SHARED / "matching"
    times = speed()
    for name, values in times.items():
        ordered = sorted(values)
        last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        print(f"{name:8}{ordered[len(ordered) // 2]:10.1f}{last:10.1f} p99  {'MB' if name == 'memory' else 'ms'}")
    try:
        sets = {str(folder): collections(folder)}
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if not arguments and (untuned := reviews()):
        sets["product reviews, untuned"] = untuned
    encoders: list[Encoder] = [UseEncoder()]
    if not isinstance(best := best_encoder(), UseEncoder):
        encoders.append(best)
    else:
        print("(the precise model is not built: build/dev.py models)")
    for encoder in encoders:
        print(f"\n==== {encoder.id}")
        generic = GenericTitles.bundled(encoder)
        documents, ids = demo_documents()
        print(f"demo library, 60 stories (possible from z = {POSSIBLE}, strong from {STRONG})")
        for (source, way), found in judge_agendas(Library.build(documents, None, encoder, generic), ids).items():
            print(f"  {source:21} {way:12} {found.line()}")
        for name, found in sets.items():
            show(name, judge(found, encoder, generic))
    return 0


def show(name: str, figures: dict[str, Figures]) -> None:
    """All figures of both ways of ranking."""
    print(f"\n{name}\n{'':14}{'':13}{'':10}   P@1  hit@3  nDCG@10  titles")
    for way, found in figures.items():
        for (part, same), values in found.ranked.items():
            one, three, gain = (mean(value[place] for value in values) for place in range(3))
            side = "same" if same else "across"
            print(f"{way:14}{part:13}{side:10}{one:6.3f}{three:7.3f}{gain:9.3f}{len(values):8}")
    if not any(found.foreign for found in figures.values()):
        return
    print(f"\n{'silence':14}{'against':13}  AUROC   at 5 % shown: z   coverage  precision")
    for way, found in figures.items():
        for part, against in (("generic", found.generic), ("all foreign", found.foreign)):
            if against:
                area = auroc([strength for strength, _ in found.answerable], against)
                threshold, coverage, precision = found.shown(against)
                print(f"{way:14}{part:13}{area:7.3f}{threshold:19.2f}{coverage:11.3f}{precision:11.3f}")
    found = figures["Empty Chair"]
    for verdict, least in (("possible", POSSIBLE), ("strong", STRONG)):
        shares = [
            mean(strength >= least for strength in strengths)
            for strengths in ([one for one, _ in found.answerable], found.generic or [0.0], found.foreign)
        ]
        print(f"{verdict} or more: answerable {shares[0]:.2f}, generic {shares[1]:.2f}, all foreign {shares[2]:.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
