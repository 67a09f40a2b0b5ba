"""What contractors hand in that is no card, drawn: papers, invoices, sites, screens, slides."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from tests.handlers.materials.card_pictures import (
    CARD,
    DARK_TABLE,
    INK,
    WOOD,
    Picture,
    bank_card,
    digits,
    id_front,
    lying_on,
    noisy,
    shaded,
    squeezed,
    words,
)


def letter(*, stamped: bool = False, size: tuple[int, int] = (840, 1188)) -> Picture:
    paper = Image.new("RGB", size, (247, 246, 244))
    draw = ImageDraw.Draw(paper)
    words(draw, (size[0] * 0.3, 70), 9, 34)
    for line in range(150, size[1] - 200, 46):
        words(draw, (80, line), round((size[0] - 170) / 27), 22)
    if stamped:
        x, y = size[0] - 330, size[1] - 300
        draw.ellipse((x, y, x + 210, y + 210), None, (210, 30, 40), 10)
        words(draw, (x + 45, y + 90), 4, 28, ink=(210, 30, 40))
    return paper


def invoice(size: tuple[int, int] = (1000, 630)) -> Picture:
    """Nearly a card's proportion, pale, with a red stamp, a code and digits."""
    paper = Image.new("RGB", size, (238, 243, 250))
    draw = ImageDraw.Draw(paper)
    red = (190, 60, 50)
    words(draw, (size[0] * 0.33, 30), 9, 34, ink=red)
    draw.ellipse((size[0] * 0.43, 20, size[0] * 0.57, 95), None, (215, 40, 40), 5)
    draw.rectangle((40, 130, size[0] - 40, size[1] - 40), None, red, 3)
    for line in range(180, size[1] - 60, 55):
        draw.line((40, line, size[0] - 40, line), red, 2)
        words(draw, (60, line - 38), 12, 20)
        digits(draw, (size[0] * 0.55, line - 38), (8, 6), 22, INK)
    digits(draw, (size[0] * 0.68, 40), (20,), 18, INK)
    return paper


def site(size: tuple[int, int], seed: int = 1) -> Picture:
    """Sky, earth, a hall, people: soft and uneven like a photo."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, (165, 195, 225))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, size[1] * 0.55, *size), (150, 125, 95))
    for _ in range(60):
        x, y = chance.random() * size[0], size[1] * (0.3 + 0.7 * chance.random())
        colour = tuple(chance.randrange(60, 220) for _ in range(3))
        draw.rectangle((x, y, x + chance.randrange(20, 160), y + chance.randrange(20, 120)), colour)
    for _ in range(8):
        x = chance.random() * size[0]
        draw.ellipse((x, size[1] * 0.6, x + 30, size[1] * 0.6 + 36), (205, 160, 135))
    return noisy(picture, 14)


def page(*, logo: bool = True, ground: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """A page on a 16:10 screen, its red sign in the upper left."""
    screen = Image.new("RGB", (1280, 800), ground)
    draw = ImageDraw.Draw(screen)
    if logo:
        draw.ellipse((70, 50, 230, 210), (205, 30, 40))
    words(draw, (270, 90), 14, 52)
    for row in range(5):
        words(draw, (90, 300 + row * 90), 30, 26)
    return screen


def staff_page() -> Picture:
    """A portrait at the right of a pale screen, words at the left and at the foot."""
    screen = Image.new("RGB", (1280, 800), (228, 234, 240))
    screen.paste(id_front().crop((540, 75, 790, 390)).resize((375, 470)), (830, 90))
    draw = ImageDraw.Draw(screen)
    for row in range(8):
        words(draw, (80, 100 + row * 62), 16, 26)
    draw.rectangle((0, 700, 1280, 800), (40, 70, 120))
    return screen


def slide() -> Picture:
    """A strongly coloured title page, 16:10."""
    screen = Image.new("RGB", (1280, 800), (20, 60, 140))
    draw = ImageDraw.Draw(screen)
    words(draw, (120, 380), 17, 56, ink=(255, 255, 255))
    words(draw, (120, 620), 10, 30, ink=(255, 255, 255))
    return screen


def sign() -> Picture:
    """A board on a wall, sharp-cornered, with a line of words on it."""
    board = Image.new("RGB", CARD, (20, 80, 170))
    words(ImageDraw.Draw(board), (70, 240), 12, 54, ink=(255, 255, 255))
    return _on_wall(board, (226, 222, 214))


def _on_wall(picture: Picture, ground: tuple[int, int, int]) -> Picture:
    wall = Image.new("RGB", (round(picture.width * 1.4), round(picture.height * 1.7)), ground)
    wall.paste(picture, (round(picture.width * 0.2), round(picture.height * 0.33)))
    return wall


def table_of_figures() -> Picture:
    sheet = Image.new("RGB", (1200, 757), (250, 250, 250))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 1200, 60), (60, 130, 200))
    for row in range(60, 757, 50):
        draw.line((0, row, 1200, row), (190, 190, 190), 2)
        digits(draw, (60, row + 14), (6, 8, 8, 7), 24, INK)
    return sheet


def _plan() -> Picture:
    drawing = Image.new("RGB", (1400, 883), (252, 252, 250))
    draw = ImageDraw.Draw(drawing)
    for wall in range(100, 1300, 240):
        draw.rectangle((wall, 120, wall + 200, 700), None, INK, 4)
    words(draw, (900, 780), 12, 26)
    return drawing


def _noise() -> Picture:
    pixels = np.random.default_rng(3).integers(0, 255, (540, 856, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


OTHERS: dict[str, Callable[[], Picture]] = {
    "letter": letter,
    "stamped letter": lambda: letter(stamped=True),
    "stamped letter on a table": lambda: lying_on(letter(stamped=True), DARK_TABLE),
    "stamped letter on a table, lying": lambda: lying_on(letter(stamped=True), WOOD).rotate(90, expand=True),
    "half a page in a card's proportion": lambda: letter(stamped=True, size=(1188, 749)),
    "the same on a table": lambda: lying_on(letter(stamped=True, size=(1188, 749)), DARK_TABLE),
    "invoice in a card's proportion": invoice,
    "invoice on a table": lambda: squeezed(lying_on(invoice(), WOOD)),
    "invoice of the usual size": lambda: invoice((1200, 700)),
    "invoice photographed with noise": lambda: noisy(shaded(lying_on(invoice(), DARK_TABLE, angle=3))),
    "site, 3:2": lambda: site((1200, 800)),
    "site, 4:3": lambda: site((1200, 900), 2),
    "site, 16:10": lambda: site((1280, 800), 3),
    "site, 16:10, upright": lambda: site((800, 1280), 4),
    "page on a screen": page,
    "tinted page on a screen": lambda: page(ground=(232, 238, 244)),
    "page on a screen without a sign": lambda: page(logo=False),
    "page about a member of staff": staff_page,
    "slide": slide,
    "photographed slide": lambda: noisy(_on_wall(slide(), (25, 25, 25))),
    "board on a wall": sign,
    "table of figures": table_of_figures,
    "plan of a building": _plan,
    "empty picture": lambda: Image.new("RGB", CARD, (225, 233, 240)),
    "one colour": lambda: Image.new("RGB", CARD, (20, 60, 150)),
    "nothing but noise": _noise,
    "very small picture": lambda: bank_card().resize((8, 5)),
    "one pixel": lambda: Image.new("RGB", (1, 1)),
    "a line": lambda: Image.new("RGB", (4000, 1)),
}
