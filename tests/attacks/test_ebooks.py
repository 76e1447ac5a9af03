"""Attacks on readers of the e-book: our own check rejects everything that runs, or is loaded from elsewhere."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from linernotes.epub.reader import open_package
from linernotes.model.problems import ProofError
from linernotes.proofing.ebooks import proofread_package
from tests.attacks.attack import Attack
from tests.attacks.ebooks import ATTACKS
from tests.epub.packages import LAMP, TABLE, package


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_content_that_runs_or_is_loaded_is_rejected(attack: Attack) -> None:
    texts = {name: content if isinstance(content, str) else content.decode() for name, content in attack.files.items()}
    more = {name: text.encode() for name, text in texts.items() if name not in ("s", "css")}
    rules = {problem.rule for problem in proofread_package(package(texts.get("s", ""), texts.get("css", ""), more=more))}
    assert attack.answer in rules


def test_ordinary_content_passes() -> None:
    body = f'<p>Write <a href="https://example.org/a">there</a>, <a href="mailto:a@example.org">here</a>.</p>{LAMP}{TABLE}'
    sheet = "/* url(http://x.example/) */ p { background: url(../pictures/a.png) } @font-face { src: url('../fonts/a.ttf') }"
    picture = '<img src="data:image/png;base64,AAAA" alt="a"/>'
    assert proofread_package(package(body + picture, sheet)) == []


def bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(megabytes // 10):
            archive.writestr(f"EPUB/{number}.xhtml", bytes(10_000_000))
    return out.getvalue()


def test_archive_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    with pytest.raises(ProofError, match="unpacks to more than 300 MB"):
        open_package(bomb(400))


def test_archive_with_wrong_sizes_gives_no_more_than_it_states() -> None:
    content = bomb(10)
    size = (10_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(ProofError, match="not an EPUB file"):
        open_package(content.replace(size, (9).to_bytes(4, "little")))
    assert len(zlib.compress(bytes(10_000_000))) < len(content) < 20_000
