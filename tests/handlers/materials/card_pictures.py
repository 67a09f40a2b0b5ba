"""Cards as they are photographed and scanned, drawn: no picture here is of a real card or person."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

Picture = Image.Image
Colour = tuple[int, int, int]

CARD = (856, 540)
_RADIUS = 32
INK = (35, 35, 40)


def words(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    count: int,
    size: float,
    ink: Colour = INK,
    *,
    gap: float = 1.15,
) -> None:
    """Signs of a script: each a few strokes within its square."""
    chance = random.Random(count * 1000 + int(at[0] + at[1]))
    for number in range(count):
        x, y = at[0] + number * size * gap, at[1]
        for _ in range(4):
            if chance.random() < 0.5:
                level = y + chance.random() * size
                draw.line((x, level, x + size * 0.85, level), ink, max(1, round(size / 9)))
            else:
                place = x + chance.random() * size * 0.85
                draw.line((place, y, place, y + size), ink, max(1, round(size / 9)))


def digits(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], groups: tuple[int, ...], size: float, ink: Colour
) -> None:
    x, y = at
    for group in groups:
        for number in range(group):
            box = (x, y, x + size * 0.55, y + size)
            draw.arc(box, 20 + 40 * number, 330 + 40 * number, ink, max(2, round(size / 7)))
            x += size * 0.8
        x += size * 0.6


def id_front() -> Picture:
    card = _guilloche((222, 233, 240))
    draw = ImageDraw.Draw(card)
    for row, count in enumerate((3, 6, 8, 11, 11)):
        words(draw, (60, 60 + row * 74), 2, 24, ink=(70, 110, 170))
        words(draw, (140, 58 + row * 74), min(count, 10), 28)
    _portrait(draw, 540, 75)
    words(draw, (60, 448), 6, 24, ink=(70, 110, 170))
    digits(draw, (295, 445), (18,), 36, INK)
    return card


def id_back() -> Picture:
    card = _guilloche((224, 232, 236))
    draw = ImageDraw.Draw(card)
    draw.ellipse((55, 60, 205, 210), (205, 35, 40))
    for star in range(5):
        draw.ellipse((85 + star * 22, 90, 97 + star * 22, 102), (225, 190, 90))
    draw.rectangle((90, 150, 170, 175), (225, 190, 90))
    words(draw, (260, 70), 7, 56, gap=1.35)
    words(draw, (250, 165), 5, 86, gap=1.25)
    for level in (395, 465):
        words(draw, (200, level), 4, 24)
        words(draw, (340, level), 9, 26)
    return card


def bank_card(
    ground: Colour = (25, 70, 150), *, digit: Colour = (215, 220, 230), has_chip: bool = True
) -> Picture:
    ramp = Image.linear_gradient("L").rotate(90).resize(CARD)
    light: Colour = tuple(min(255, part + 30) for part in ground)  # type: ignore[assignment] # three stay three
    card = Image.composite(Image.new("RGB", CARD, light), Image.new("RGB", CARD, ground), ramp)
    draw = ImageDraw.Draw(card)
    words(draw, (60, 45), 6, 44, ink=(240, 240, 240))
    if has_chip:
        draw.rounded_rectangle((80, 185, 195, 300), 14, (205, 175, 105))
        for line in (215, 245, 272):
            draw.line((80, line, 195, line), (150, 120, 60), 3)
    digits(draw, (75, 335), (4, 4, 4, 4, 3), 46, digit)
    words(draw, (75, 450), 8, 20, ink=(220, 220, 220))
    draw.ellipse((690, 430, 790, 500), (200, 40, 50))
    return card


def _guilloche(ground: Colour) -> Picture:
    card = Image.new("RGB", CARD, ground)
    draw = ImageDraw.Draw(card)
    for wave in range(0, 1400, 22):
        draw.arc((wave - 500, -300, wave + 100, 840), 0, 360, (205, 222, 228), 2)
        draw.arc((wave - 400, -200, wave + 60, 700), 0, 360, (228, 222, 232), 2)
    return card


def _portrait(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.rectangle((x, y, x + 250, y + 315), (236, 241, 245))
    draw.ellipse((x + 60, y + 25, x + 190, y + 160), (30, 26, 25))
    draw.ellipse((x + 70, y + 60, x + 180, y + 225), (214, 172, 148))
    draw.rectangle((x + 105, y + 200, x + 145, y + 250), (206, 162, 138))
    draw.pieslice((x + 5, y + 230, x + 245, y + 420), 180, 360, (40, 45, 70))
    for eye in (98, 138):
        draw.ellipse((x + eye, y + 125, x + eye + 16, y + 134), (40, 30, 28))


def lying_on(card: Picture, ground: Colour, *, scale: float = 1.5, angle: float = 0.0) -> Picture:
    """The card with its round corners on a table."""
    corners = Image.new("L", card.size)
    ImageDraw.Draw(corners).rounded_rectangle((0, 0, card.width - 1, card.height - 1), _RADIUS, 255)
    table = Image.new("RGB", (round(card.width * scale), round(card.height * scale * 1.2)), ground)
    turned = card.convert("RGB").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = corners.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    table.paste(turned, ((table.width - turned.width) // 2, (table.height - turned.height) // 2), mask)
    return table


def noisy(picture: Picture, sigma: float = 10.0) -> Picture:
    noise = np.random.default_rng(7).normal(0, sigma, (picture.height, picture.width, 3))
    return Image.fromarray((np.asarray(picture) + noise).clip(0, 255).astype(np.uint8))


def squeezed(picture: Picture, quality: int = 40) -> Picture:
    """As a messenger sends it on."""
    return Image.open(io.BytesIO(jpeg(picture, quality))).convert("RGB")


def brighter(picture: Picture, factor: float) -> Picture:
    return ImageEnhance.Brightness(picture).enhance(factor)


def shaded(picture: Picture, low: float = 0.85) -> Picture:
    """As if the light came from one side."""
    ramp = np.linspace(low, 1.0, picture.width)[None, :, None]
    return Image.fromarray((np.asarray(picture) * ramp).astype(np.uint8))


def blurred(picture: Picture) -> Picture:
    return picture.filter(ImageFilter.GaussianBlur(2))


def jpeg(picture: Picture, quality: int = 90) -> bytes:
    content = io.BytesIO()
    picture.convert("RGB").save(content, "JPEG", quality=quality)
    return content.getvalue()


DARK_TABLE, WOOD, CLOTH = (60, 48, 40), (150, 110, 75), (40, 90, 60)

CARDS: dict[str, Callable[[], Picture]] = {
    "front of an identity card, scanned to its edge": id_front,
    "the same upside down": lambda: id_front().rotate(180),
    "the same upright": lambda: id_front().rotate(90, expand=True),
    "the same upright the other way": lambda: id_front().rotate(270, expand=True),
    "the same in JPEG of quality 40": lambda: squeezed(id_front()),
    "the same with noise": lambda: noisy(id_front()),
    "the same darker": lambda: brighter(id_front(), 0.85),
    "the same brighter": lambda: brighter(id_front(), 1.06),
    "the same small": lambda: id_front().resize((428, 270)),
    "the same unsharp": lambda: blurred(id_front()),
    "front of an identity card on a dark table": lambda: lying_on(id_front(), DARK_TABLE),
    "the same, small in the picture": lambda: lying_on(id_front(), WOOD, scale=2.4),
    "the same, askew": lambda: lying_on(id_front(), DARK_TABLE, angle=7),
    "the same, upright with noise": lambda: noisy(lying_on(id_front(), WOOD).rotate(90, expand=True)),
    "the same, in light from one side": lambda: shaded(lying_on(id_front(), DARK_TABLE)),
    "back of an identity card, scanned to its edge": id_back,
    "back of an identity card on wood": lambda: squeezed(lying_on(id_back(), WOOD)),
    "the same back, askew and noisy": lambda: noisy(lying_on(id_back(), CLOTH, angle=-9)),
    "the same back, upright": lambda: lying_on(id_back(), DARK_TABLE).rotate(270, expand=True),
    "bank card, scanned to its edge": bank_card,
    "bank card on white": lambda: lying_on(bank_card(), (245, 245, 242)),
    "red bank card on wood": lambda: squeezed(lying_on(bank_card((170, 25, 40)), WOOD)),
    "green bank card without a chip": lambda: noisy(
        lying_on(bank_card((15, 110, 80), has_chip=False), (235, 235, 235))
    ),
    "bank card, digits hardly raised": lambda: lying_on(
        bank_card((25, 70, 150), digit=(45, 95, 175)), (230, 228, 225), angle=4
    ),
    "bank card upright on a dark table": lambda: lying_on(bank_card((180, 140, 40)), DARK_TABLE).rotate(
        90, expand=True
    ),
}
