"""Bit images: rows or columns of dots that the host sends (GS v 0, GS ( L, ESC *)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PIL import Image

IMAGE_ROWS_MAX: Final = 65_535


@dataclass(frozen=True, slots=True)
class RasterHead:
    """Hold what precedes the rows of a bit image.

    Attributes:
        width_dots: of the data, before scaling.
        height_dots: idem.
    """

    width_dots: int
    height_dots: int
    width_factor: int
    height_factor: int


def rows_image(head: RasterHead, data: bytes) -> Image.Image:
    """Turn rows of bits, most significant first, 1 for ink, into dots (255 where ink is).

    Args:
        head: size and scale; each row takes whole bytes.
        data: the rows; missing ones are blank.
    """
    row_bytes = (head.width_dots + 7) // 8
    expected = row_bytes * head.height_dots
    image = Image.frombytes("1", (head.width_dots, head.height_dots), data[:expected].ljust(expected, b"\0"))
    return _scaled(image, head.width_factor, head.height_factor)


def raster(arguments: bytes) -> Image.Image | None:
    """Read GS v 0 m xL xH yL yH and its rows; None for an empty image or an unknown mode."""
    mode = arguments[0] % 48 if arguments[0] >= 48 else arguments[0]
    row_bytes = int.from_bytes(arguments[1:3], "little")
    rows = int.from_bytes(arguments[3:5], "little")
    if mode > 3 or not row_bytes or not rows:
        return None
    head = RasterHead(row_bytes * 8, rows, 2 if mode & 1 else 1, 2 if mode & 2 else 1)
    return rows_image(head, arguments[5:])


def stored_graphics(arguments: bytes) -> Image.Image | None:
    """Read a bx by c xL xH yL yH and its rows (GS ( L fn 112, after m and fn); None where it is not monochrome."""
    if len(arguments) < 8:
        return None
    tone, width_factor, height_factor = arguments[0], arguments[1], arguments[2]
    width = int.from_bytes(arguments[4:6], "little")
    height = int.from_bytes(arguments[6:8], "little")
    if tone != 48 or width_factor not in {1, 2} or height_factor not in {1, 2} or not width or not height:
        return None
    return rows_image(RasterHead(width, height, width_factor, height_factor), arguments[8:])


def columns(arguments: bytes) -> Image.Image | None:
    """Read ESC * m nL nH and its columns, 8 or 24 dots high; None for an unknown mode or no column.

    An 8-dot column covers 24 rows and a single-density column two dots of the head.
    """
    mode = arguments[0]
    if mode not in {0, 1, 32, 33}:
        return None
    count = int.from_bytes(arguments[1:3], "little")
    if not count:
        return None
    column_bytes = 3 if mode >= 32 else 1
    # Columns are rows of an image that lies on its side.
    lying = Image.frombytes("1", (column_bytes * 8, count), arguments[3:])
    standing = lying.transpose(Image.Transpose.TRANSPOSE)
    return _scaled(standing, 2 if mode in {0, 32} else 1, 1 if mode >= 32 else 3)


def _scaled(image: Image.Image, width_factor: int, height_factor: int) -> Image.Image:
    if (width_factor, height_factor) == (1, 1):
        return image
    return image.resize((image.width * width_factor, image.height * height_factor), Image.Resampling.NEAREST)


@dataclass(slots=True)
class GraphicsBuffer:
    """Hold what GS ( L fn 112 stored until fn 50 prints it."""

    images: list[Image.Image] = field(default_factory=list)

    def store(self, image: Image.Image) -> None:
        """Add an image on top of what is stored."""
        self.images.append(image)

    def take(self) -> Image.Image | None:
        """Give what is stored as one image and forget it."""
        if not self.images:
            return None
        width = max(image.width for image in self.images)
        height = max(image.height for image in self.images)
        whole = Image.new("1", (width, height), 0)
        for image in self.images:
            whole.paste(255, (0, 0), mask=image)
        self.images.clear()
        return whole
