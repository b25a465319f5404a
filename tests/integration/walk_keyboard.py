#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk of two people with keys alone. What has the focus is read through AT-SPI; the mouse is never touched."""
import re
import time

from rig import run
from walksteps import both_at_sign_in

LONGEST = 80  # presses of Tab to any control of a page


class Hands:
    """Presses keys at one desk and counts them."""

    def __init__(self, desk):
        self.desk, self.screen, self.presses = desk, desk.screen, 0

    def key(self, *keys):
        self.desk.key(*keys)
        self.presses += len(keys)
        time.sleep(0.15)

    def write(self, text):
        self.key("ctrl+a")
        self.desk.type(text)
        self.presses += len(text)
        time.sleep(0.15)

    def reach(self, role, name, inside=None):
        """Tab after Tab until the focus is on this control."""
        from accessible import Fault, label_of
        seen = []
        for _ in range(LONGEST):
            node = self.screen.focused()
            label = label_of(node) if node else ""
            if node and node.get_role_name() == role and re.fullmatch(name, label) and (inside is None or re.fullmatch(inside, panel_of(node))):
                return node
            seen.append(f"{node.get_role_name() if node else 'nothing'} '{label}'")
            self.key("Tab")
        raise Fault(f"{self.screen.who}: Tab does not reach the {role} '{name}'. It went over: {', '.join(dict.fromkeys(seen))}")

    def press(self, name, inside=None):
        self.screen.find("push button", name, inside=inside)
        self.reach("push button", name, inside)
        self.key("space")

    def go(self, place):
        """By the palette."""
        self.key("ctrl+k")
        self.screen.expect(lambda: (f := self.screen.focused()) and f.get_role_name() == "text", "the field of the palette")
        self.write(place)
        self.key("Return")


def panel_of(node):
    while node and node.get_role_name() != "application":
        if node.get_role_name() == "frame" and node.get_name():
            return node.get_name()
        node = node.get_parent()
    return ""


def ask_for_energy(kaur, triin):
    kaur.press("Ask for access.*", inside="Energy, no role")
    kaur.reach("radio button", "Viewer")
    kaur.key("Down")
    kaur.reach("radio button", "Duty operator")
    kaur.reach("text", "Purpose")
    kaur.write("Night shift in the grid control room")
    kaur.press("Send request")
    triin.press("Review", inside="Waiting for me")
    triin.press("Approve")
    kaur.screen.says("1 of 7 open to you")


def call_reserve(kaur):
    kaur.go("Energy")
    kaur.screen.find("table", "Services")
    kaur.reach("text", "Filter services")
    kaur.write("Grid Balancing")
    kaur.key("Return", "Return")
    kaur.press("Reserve call")
    kaur.screen.find("list item", "Ilmar Pumped Storage.*")
    kaur.reach("text", "Search records")
    kaur.key("Down", "Down")
    kaur.press("Call reserve")
    kaur.reach("text", "Power")
    kaur.write("60")
    kaur.reach("combo box", "Product")
    kaur.key("Down", "Down")
    kaur.reach("text", "For")
    kaur.write("45")
    kaur.reach("text", "Why is this needed")
    kaur.write("Reserve is below the required level")
    kaur.press("Review")
    kaur.press("Sign")
    kaur.screen.says("Waits for a second person")


def walk(rig):
    began = time.monotonic()
    kaur, triin = map(Hands, both_at_sign_in(rig, rig.simulator()))
    for hands, name in ((kaur, "Kaur Lepik"), (triin, "Triin Rebane")):
        hands.press("Open browser")
        hands.screen.find("push button", f"Signed in as {name}", patience=60)
    ask_for_energy(kaur, triin)
    call_reserve(kaur)
    triin.go("Entry")
    triin.press("Review", inside="Waiting for me")
    triin.press(".*[Rr]eserve.*", inside="Waiting for a second person")
    triin.press("Approve and sign")
    kaur.press("Verify")
    kaur.screen.says("The receipt holds")
    kaur.desk.picture("keyboard-receipt")
    print(f"walked in {time.monotonic() - began:.1f} s with {kaur.presses} and {triin.presses} presses of keys")


if __name__ == "__main__":
    run(walk, 220)
