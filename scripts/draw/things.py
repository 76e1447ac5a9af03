"""Objects that several pictures share: microphone, stool, chair, amplifier, drums, megaphone, lamp."""

from __future__ import annotations

from pen import AMBER, CHERRY, CREAM, FINE, GREY, INK, KRAFT, PEN, PINK, WHITE, Picture, box, number, oval, through


def microphone(picture: Picture) -> None:
    """Draw a stage microphone that points up, 380 high, with its collar at 0, 0."""
    picture.shape("M-44 0L-26 190Q0 204 26 190L44 0Z", INK, 6)
    picture.fill("M-30 20L-20 160H-6L-8 20Z", GREY)
    basket(picture)
    picture.shape(box(-14, 60, 28, 48, 12), CHERRY, FINE)


def basket(picture: Picture) -> None:
    """Draw the upper part of a microphone, which one sings into, with its collar at 0, 0."""
    picture.shape(oval(0, -95, 78, 84), KRAFT, 12)
    net = []
    for offset in (-54, -27, 0, 27, 54):
        rise = (1 - (offset / 78) ** 2) ** 0.5 * 84
        net.append(f"M{offset} {number(-95 - rise)}Q{number(offset * 1.25)} -95 {offset} {number(-95 + rise)}")
    for offset in (-56, -28, 28, 56):
        reach = (1 - (offset / 84) ** 2) ** 0.5 * 78
        net.append(f"M{number(-reach)} {-95 + offset}Q0 {number(-95 + offset * 1.25)} {number(reach)} {-95 + offset}")
    picture.line("".join(net), FINE)
    picture.shape(box(-80, -108, 160, 26, 12), AMBER)
    picture.shape(box(-50, -22, 100, 32, 8), AMBER)


def stand(picture: Picture, height: float, clip: float = 70) -> None:
    """Draw a microphone stand with its top at 0, 0, feet below and a clip for the microphone."""
    foot = height * 0.84
    for side in (-1, 0, 1):
        picture.rod(f"M0 {number(foot - 40)}L{number(side * height * 0.4)} {number(height - 8 * abs(side))}", 10, GREY, weight=6)
    picture.rod(f"M0 0V{number(foot)}", 10, KRAFT, weight=6)
    picture.shape(box(-16, height * 0.5, 32, 40, 8), AMBER, 6)
    picture.shape(box(-22, -clip / 2, 44, clip, 10), INK, FINE)


def stool(picture: Picture, seat: str = CHERRY) -> None:
    """Draw an empty stool, 300 high, with its seat at 0, 0."""
    for foot in (-96, 96, -34):
        picture.rod(f"M{number(foot * 0.55)} 10L{foot} 290", 16, KRAFT)
    picture.rod("M-72 170Q0 196 72 170", 8, AMBER)
    picture.shape(box(-112, -4, 224, 36, 18), INK, FINE)
    picture.shape(oval(0, -4, 112, 30), seat)
    picture.line("M-70 -12Q-30 -24 20 -22", FINE, CREAM)


def chair(picture: Picture, seat: str, back: bool) -> None:
    """Draw a school chair with its feet at 0, 0; seen from behind, its back covers the seat."""
    legs = "M-52 -128L-62 0M52 -128L62 0M-40 -150L-46 -34M40 -150L46 -34"
    picture.line(legs, 22)
    picture.line(legs, 8, KRAFT)
    if back:
        picture.shape("M-66 -142L66 -142L58 -112H-58Z", seat)
        picture.rod("M-50 -140V-250M50 -140V-250", 8, KRAFT)
        picture.shape("M-70 -316Q0 -292 70 -316L62 -214Q0 -192 -62 -214Z", seat)
    else:
        picture.rod("M-48 -160V-240M48 -160V-240", 8, KRAFT)
        picture.shape("M-64 -300Q0 -322 64 -300L58 -212Q0 -232 -58 -212Z", seat)
        picture.shape("M-50 -172H50L70 -124H-70Z", seat)


def chair_aside(picture: Picture, seat: str) -> None:
    """Draw a school chair from the side, with its feet at 0, 0; it faces right."""
    legs = "M46 -150L58 0M-42 -150L-60 0M-44 -150L-66 -250"
    picture.line(legs, 22)
    picture.line(legs, 8, KRAFT)
    picture.shape("M-62 -172H58Q76 -172 70 -150L64 -134H-56Z", seat)
    picture.shape("M-64 -206L-92 -306Q-84 -324 -64 -314L-38 -214Q-46 -196 -64 -206Z", seat)


def amplifier(picture: Picture, x: float, y: float, width: float, height: float) -> None:
    """Draw an amplifier with its upper left corner at x, y."""
    picture.shape(box(x, y, width, height, 10), INK)
    picture.fill(box(x + 12, y + 12, width - 24, 30, 6), KRAFT)
    for knob in range(4):
        picture.fill(oval(x + 30 + knob * (width - 60) / 3, y + 27, 8), INK)
    centre, middle, radius = x + width / 2, y + 42 + (height - 42) / 2, min(width, height - 42) / 2 - 18
    for ring, colour in ((1.0, KRAFT), (0.86, INK), (0.5, GREY), (0.2, CREAM)):
        picture.fill(oval(centre, middle, radius * ring), colour)


def drums(picture: Picture, x: float, y: float) -> None:
    """Draw a drum kit that stands on y, centred on x."""
    picture.rod(through([(x - 190, y), (x - 165, y - 240)], closed=False), 6, KRAFT, weight=FINE)
    picture.rod(through([(x + 190, y), (x + 165, y - 270)], closed=False), 6, KRAFT, weight=FINE)
    picture.shape(
        f"M{number(x - 235)} {number(y - 226)}Q{number(x - 165)} {number(y - 266)} {number(x - 95)} {number(y - 246)}Z", KRAFT, 6
    )
    picture.shape(
        f"M{number(x + 85)} {number(y - 282)}Q{number(x + 165)} {number(y - 298)} {number(x + 240)} {number(y - 252)}Z", KRAFT, 6
    )
    for side in (-1, 1):
        left = x + side * 66 - 54
        picture.shape(box(left, y - 208, 108, 74, 10), PINK)
        picture.shape(box(left - 4, y - 216, 116, 18, 8), CREAM, 6)
    picture.shape(box(x - 218, y - 126, 110, 84, 10), PINK)
    picture.shape(box(x - 222, y - 134, 118, 18, 8), CREAM, 6)
    picture.line(
        f"M{number(x - 200)} {number(y - 42)}L{number(x - 210)} {number(y)}M{number(x - 126)} {number(y - 42)}L{number(x - 116)} {number(y)}",
        PEN,
    )
    picture.shape(oval(x, y - 84, 92), CHERRY)
    picture.shape(oval(x, y - 84, 70), WHITE)
    picture.fill(oval(x, y - 84, 22), AMBER)


def megaphone(picture: Picture, sound: str = INK) -> None:
    """Draw a megaphone that points to the right, 230 by 180, with its centre at 0, 0; its sound is three short lines."""
    picture.shape("M-38 34L-20 88L14 78L2 40Z", INK, 6)
    picture.shape("M-62-34L58-88V88L-62 34Z", CHERRY)
    picture.shape(box(-96, -36, 40, 72, 8), INK, 6)
    picture.shape(oval(58, 0, 24, 88), AMBER)
    picture.fill(oval(60, 0, 9, 40), INK)
    picture.line("M98-46L122-60M104 0H130M98 46L122 60", 8, sound)


def lamp(picture: Picture) -> None:
    """Draw a stage lamp that hangs from a rod and shines down, 184 by 260, with the rim of its light at 0, 34."""
    picture.rod("M0 -200V-90", 14, KRAFT)
    picture.shape("M-46 -130H46L92 34H-92Z", INK, 12, CREAM)
    picture.line("M-58 -80H58M-70 -40H70", FINE, GREY)
    picture.shape(oval(0, 34, 92, 24), CREAM, PEN)
