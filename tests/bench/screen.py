# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, pointer and pixels of an X display, quick enough to time what a person sees: libX11 and libXtst, without a process for each key."""
import ctypes
import os
import subprocess
import time

ALL_PLANES = ctypes.c_ulong(~0)
Z_PIXMAP = 2
GIVE_UP = 2.0  # seconds


class XImage(ctypes.Structure):
    """The head of Xlib's XImage: as much as is needed to reach the pixels."""
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int),
                ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int)]


def open_display(size):
    """A display of its own and its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"], pass_fds=[writing],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        return server, ":" + answer.read().strip()


class Screen:
    def __init__(self, name):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.x.XGetImage.restype = ctypes.POINTER(XImage)
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(name.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.width = self.x.XDisplayWidth(self.display, 0)
        self.height = self.x.XDisplayHeight(self.display, 0)
        self.step = 0

    def code(self, key):
        return self.x.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x.XStringToKeysym(key.encode())))

    def press(self, key, *modifiers):
        for name in (*modifiers, key):
            self.test.XTestFakeKeyEvent(self.display, self.code(name), 1, ctypes.c_ulong(0))
        for name in (key, *modifiers):
            self.test.XTestFakeKeyEvent(self.display, self.code(name), 0, ctypes.c_ulong(0))
        self.x.XSync(self.display, 0)

    def key(self, key, *modifiers):
        self.press(key, *modifiers)
        time.sleep(0.1)

    def type(self, text):
        for letter in text:
            self.key(letter)

    def rows(self, top, height):
        """The pixels of whole rows."""
        image = self.x.XGetImage(self.display, self.root, 0, top, self.width, height, ALL_PLANES, Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        self.x.XDestroyImage(image)
        return pixels

    def find_band(self, key):
        """First row and number of rows that change with the key and come back with Shift and the key, three times alike."""
        for _ in range(5):  # a busy machine may be late with one of the pictures
            band = self.try_band(key)
            if band:
                return band
        raise SystemExit(f"{key} changed nothing that could be seen")

    def try_band(self, key):
        first, second = [], []
        for _ in range(3):
            first.append(self.rows(0, self.height))
            self.key(key)
            time.sleep(0.5)
            second.append(self.rows(0, self.height))
            self.key(key, "Shift_L")
            time.sleep(0.5)
        line = len(first[0]) // self.height
        part = lambda picture, y: picture[y * line:(y + 1) * line]  # noqa: E731
        moved = [y for y in range(self.height) if part(first[0], y) != part(second[0], y)
                 and len({part(picture, y) for picture in first}) == 1 and len({part(picture, y) for picture in second}) == 1]
        return (moved[0], moved[-1] - moved[0] + 1) if moved else None

    def time_key(self, key, band, back):
        """Milliseconds from the press until the rows look different; GIVE_UP when they never did."""
        before = self.rows(*band)
        began = time.monotonic()
        self.press(key, *(["Shift_L"] if back else []))
        while self.rows(*band) == before:
            if time.monotonic() - began > GIVE_UP:
                return 1000 * GIVE_UP
            time.sleep(0.001)
        return 1000 * (time.monotonic() - began)

    def sweep(self, seconds):
        """The pointer goes through the lower half of the screen, where the plots are."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.step += 1
            x = self.width // 4 + self.step * 7 % (self.width // 2)
            y = self.height * 5 // 8 + self.step * 3 % (self.height // 4)
            self.test.XTestFakeMotionEvent(self.display, -1, x, y, ctypes.c_ulong(0))
            self.x.XFlush(self.display)
            time.sleep(0.02)
