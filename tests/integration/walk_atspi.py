#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people, two consoles, one platform, and nothing but an accessibility client between them and the screen (AT-SPI).

Kaur signs in through Chromium, asks for Energy, watches it, calls reserve and signs; Triin approves both; the receipt is verified.
It stops at the first control on the way without a name, a role or a value.
"""
import time

from rig import run
from walksteps import ask_for_energy, both_signed_in, choose, open_service


def call_reserve(desk):
    screen = desk.screen
    screen.press("Reserve call")
    record = screen.find("list item", "Ilmar Pumped Storage.*")
    screen.check("service page")
    screen.act(record, "Toggle")
    screen.press("Call reserve")
    screen.find("push button", "Review", usable=False)
    screen.check("form")
    fill(desk)
    screen.press("Review")
    screen.find("push button", "Sign")
    screen.check("confirm")
    screen.press("Sign")
    screen.says("Waits for a second person")
    screen.check("waiting for a second person")


def fill(desk):
    screen = desk.screen
    screen.write("Power", "60")
    choose(desk, "Product", 1, after="Power")
    screen.write("For", "45")
    screen.write("Why is this needed", "Reserve is below the required level")


def approve_work(screen):
    screen.press("Republic of Norvane")
    screen.press("Review", inside="Waiting for me")
    screen.press(".*[Rr]eserve.*", inside="Waiting for a second person")
    screen.find("push button", "Approve and sign")
    screen.check("approval")
    screen.press("Approve and sign")


def walk(rig):
    began = time.monotonic()
    simulator = rig.simulator()
    kaur, triin = both_signed_in(rig, simulator)
    ask_for_energy(kaur.screen, triin.screen)
    kaur.screen.press("Republic of Norvane")
    kaur.screen.press("Energy.*")
    kaur.screen.find("table", "Services")
    time.sleep(2)
    kaur.screen.check("sector")
    kaur.picture("atspi-sector")
    open_service(kaur)
    kaur.screen.check("microservice")
    call_reserve(kaur)
    kaur.picture("atspi-waiting")
    approve_work(triin.screen)
    kaur.screen.press("Verify")
    kaur.screen.says("The receipt holds")
    kaur.screen.check("receipt")
    kaur.picture("atspi-receipt")
    for desk in (kaur, triin):
        desk.alive()
        print(f"{desk.name}: " + ", ".join(f"{place} {count}" for place, count in desk.screen.checked.items()))
    print(f"walked in {time.monotonic() - began:.1f} s, {sum(sum(d.screen.checked.values()) for d in (kaur, triin))} controls named")


if __name__ == "__main__":
    run(walk, 220)
