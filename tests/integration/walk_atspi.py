#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people, two consoles, one platform, and nothing but an accessibility client between them and the screen (AT-SPI).

Kaur signs in through Chromium, asks for Energy, watches it, calls reserve and signs; Triin approves both; the receipt is verified, in the
console and, once it is saved with the keys, without it.
It stops at the first control on the way without a name, a role or a value.
"""
import subprocess
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


def save(desk, button):
    """Presses it and takes the file dialog as it opens; gives the file, which was not there before."""
    home = desk.errors.parent
    before = set(home.glob("*.*"))
    desk.screen.press(button)
    desk.screen.find("push button", "Save")
    desk.key("Return")
    return desk.screen.expect(lambda: next((file for file in home.glob("*.*") if file not in before and file.stat().st_size), None),
                              f"a file after '{button}'")


def choose_trust(desk, name):
    """The row that is shown in full is the one the keyboard is on."""
    screen = desk.screen
    table = screen.find("table", "What trust rests on")
    table.grab_focus()
    screen.expect(lambda: (node := screen.focused()) and node.get_role_name() == "table", "the keyboard on the table of trust")
    desk.key("Home")
    for _ in range(table.get_n_rows()):
        time.sleep(0.2)
        if screen.look("frame", name):
            break
        desk.key("Down")
    screen.find("frame", name)


def prove_offline(rig, desk):
    """What the console saves is proved by the small program alone, with the keys that the console saved."""
    screen = desk.screen
    receipt = save(desk, "Save receipt")
    desk.key("Escape")
    screen.press("Trust.*")
    choose_trust(desk, "Ledger checkpoint")
    proof = save(desk, "Save proof")
    choose_trust(desk, "Keys of receipts")
    keys = save(desk, "Save keys")
    verify = [rig.programs / "stanforis-verify", "--trust", keys]
    done = subprocess.run([*verify, proof, receipt], capture_output=True, text=True, env=desk.environment, check=False)
    for words in ("genuine receipt", "each person's own signature was checked"):
        screen.expect(lambda: words in done.stdout, f"'{words}' from stanforis-verify, which said: {done.stdout}{done.stderr}", patience=1)
    screen.expect(lambda: done.returncode == 0, f"all to be genuine; stanforis-verify said: {done.stdout}{done.stderr}", patience=1)
    text = receipt.read_bytes()
    at = len(text) // 2
    receipt.write_bytes(text[:at] + (b"A" if text[at:at + 1] != b"A" else b"B") + text[at + 1:])
    spoilt = subprocess.run([*verify, receipt], capture_output=True, text=True, env=desk.environment, check=False)
    screen.expect(lambda: spoilt.returncode == 1, f"a spoilt receipt to be refused; stanforis-verify said: {spoilt.stdout}", patience=1)


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
    prove_offline(rig, kaur)
    for desk in (kaur, triin):
        desk.alive()
        print(f"{desk.name}: " + ", ".join(f"{place} {count}" for place, count in desk.screen.checked.items()))
    print(f"walked in {time.monotonic() - began:.1f} s, {sum(sum(d.screen.checked.values()) for d in (kaur, triin))} controls named")


if __name__ == "__main__":
    run(walk, 220)
