"""Turns what `tmux capture-pane -e -p` writes into an SVG: terminal-to-svg.py WIDTH HEIGHT < screen > picture.svg"""

import re
import sys
import unicodedata
from html import escape

CELL, LINE, SIZE, EDGE = 8.4, 18, 14, 8
FOREGROUND, BACKGROUND = "#d8d8d8", "#14161a"
NAMED = ["#3a3a3a", "#f06058", "#60c870", "#e2c050", "#609cf0", "#d670d6", "#56c4d2", "#d8d8d8"]
BRIGHT = ["#808080", "#ff8078", "#80e890", "#ffe070", "#80bcff", "#f690f6", "#76e4f2", "#ffffff"]


def indexed(number):
    """A colour of the 256."""
    if number < 8:
        return NAMED[number]
    if number < 16:
        return BRIGHT[number - 8]
    if number < 232:
        steps = [0, 95, 135, 175, 215, 255]
        number -= 16
        return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6])
    return "#%02x%02x%02x" % ((8 + 10 * (number - 232),) * 3)


def obey(look, codes):
    """The look after the codes of an SGR sequence."""
    codes = [int(code or 0) for code in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            look = {}
        elif code in (1, 2, 7):
            look = {**look, {1: "bold", 2: "dim", 7: "inverse"}[code]: True}
        elif code == 27:
            look = {**look, "inverse": False}
        elif code in (38, 48) and codes:
            kind = codes.pop(0)
            if kind == 2:
                color, codes = "#%02x%02x%02x" % tuple(codes[:3]), codes[3:]
            else:
                color = indexed(codes.pop(0))
            look = {**look, "fore" if code == 38 else "back": color}
        elif 30 <= code <= 37:
            look = {**look, "fore": NAMED[code - 30]}
        elif 90 <= code <= 97:
            look = {**look, "fore": BRIGHT[code - 90]}
        elif code in (39, 49):
            look = {**look, "fore" if code == 39 else "back": None}
    return look


def columns_of(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def draw(look, column, line, text):
    """A run of characters that look alike."""
    fore, back = look.get("fore") or FOREGROUND, look.get("back")
    if look.get("inverse"):
        fore, back = back or BACKGROUND, fore
    width = columns_of(text) * CELL
    left, top = EDGE + column * CELL, EDGE + line * LINE
    if back:
        yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{LINE}" fill="{back}"/>'
    if text.strip():
        style = ' font-weight="bold"' if look.get("bold") else ""
        style += ' opacity="0.55"' if look.get("dim") else ""
        yield (
            f'<text x="{left:.1f}" y="{top + SIZE}" fill="{fore}" textLength="{width:.1f}"'
            f' lengthAdjust="spacingAndGlyphs"{style} xml:space="preserve">{escape(text)}</text>'
        )


def main():
    width, height = int(sys.argv[1]), int(sys.argv[2])
    right, bottom = width * CELL + 2 * EDGE, height * LINE + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{right:.0f}" height="{bottom}" font-family="monospace" font-size="{SIZE}">')
    print(f'<rect width="100%" height="100%" fill="{BACKGROUND}"/>')
    look = {}
    for line, content in enumerate(sys.stdin.read().split("\n")[:height]):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;]*m)", content):
            if part.startswith("\x1b["):
                look = obey(look, part[2:-1])
            elif part:
                for element in draw(look, column, line, part):
                    print(element)
                column += columns_of(part)
    print("</svg>")


main()
