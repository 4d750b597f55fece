"""The program's icons for Windows (.ico), macOS (.icns) and Linux (.png), drawn from chair-icon.svg (runs in .venv).

Both containers hold plain PNG pictures, which Windows reads since Vista and macOS since 10.7.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "chair" / "chair-icon.svg"
TARGET = ROOT / "build" / "icons"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Apple's types: name -> pixels. A size appears twice where it serves two densities.
ICNS_TYPES = {
    "icp4": 16, "icp5": 32, "ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512,
    "ic10": 1024,
}  # fmt: skip
# An icon on macOS keeps this share of its square free on each side, so that all in the Dock look equally large.
MAC_MARGIN = 100 / 1024


def png(renderer: QSvgRenderer, pixels: int, margin: float = 0.0) -> bytes:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    image.fill(0)
    free = round(pixels * margin)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(free, free, pixels - 2 * free, pixels - 2 * free))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """ICONDIR and its entries as Windows documents them; 0 stands for 256."""
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for pixels, data in pictures.items():
        head += struct.pack("<BBBBHHII", pixels % 256, pixels % 256, 0, 0, 1, 32, len(data), offset + len(body))
        body += data
    return head + body


def icns(pictures: dict[str, bytes]) -> bytes:
    body = b"".join(struct.pack(">4sI", name.encode(), 8 + len(data)) + data for name, data in pictures.items())
    return struct.pack(">4sI", b"icns", 8 + len(body)) + body


def main() -> int:
    application = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(SOURCE))
    TARGET.mkdir(exist_ok=True)
    (TARGET / "emptychair.ico").write_bytes(ico({size: png(renderer, size) for size in ICO_SIZES}))
    pictures = {name: png(renderer, size, MAC_MARGIN) for name, size in ICNS_TYPES.items()}
    (TARGET / "emptychair.icns").write_bytes(icns(pictures))
    (TARGET / "emptychair.png").write_bytes(png(renderer, 512))
    for path in sorted(TARGET.iterdir()):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
