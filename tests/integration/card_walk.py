#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole console with a card (a SoftHSM token, which has one PIN): sign in after a wrong PIN, sign, unlock with it, take it out."""
import os
import shutil
import subprocess

from rig import run
from walksteps import open_service, sign_reserve_call

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN, WRONG = "493817", "000000"


def make_card(rig, simulator, subject):
    """A token for the persona; whoever loads the module with the environment that this leaves has it in the reader."""
    tokens = rig.folder / "tokens"
    tokens.mkdir()
    settings = rig.folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n", encoding="ascii")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    make = rig.programs.parent / "tests" / "stanforis-make-cards"
    subprocess.run([make, MODULE, rig.programs / "stanforis-simulator", simulator.state, subject], input=PIN + "\n", text=True, check=True)
    return tokens


def enter(desk, pin, title):
    """The dialog has the keyboard when it comes up."""
    desk.screen.says(title)
    desk.screen.expect(lambda: (node := desk.screen.focused()) and node.get_role_name() == "password text", "the keyboard in the field of the PIN")
    desk.type(pin)
    desk.key("Return")


def test(rig):
    simulator = rig.simulator()
    tokens = make_card(rig, simulator, "nv-47809220-rebane")
    desk = rig.desk("triin", "Triin Rebane", f"--platform={simulator.address}", f"--card-module={MODULE}", "stanforis://sector/energy",
                    code=simulator.code())
    screen = desk.screen
    screen.press("Continue with PIN")
    enter(desk, WRONG, "Your card proves who you are")
    screen.says("That PIN is not right")
    screen.check("PIN")
    desk.picture("card-wrong-pin")
    enter(desk, PIN, "A wrong PIN was entered before")
    screen.find("table", "Services", patience=60)
    screen.find("push button", "Signed in as Triin Rebane")

    open_service(desk)
    sign_reserve_call(desk)
    screen.says("With it you sign")
    desk.picture("card-pin-over-confirm")
    enter(desk, PIN, "With it you sign")
    screen.says("Waits for a second person")
    desk.picture("card-signed")
    screen.press("Close")

    desk.key("ctrl+alt+l")
    screen.says("You locked this console")
    desk.picture("card-locked")
    screen.press("Unlock with your card")
    desk.screen.says("Your card proves who you are")
    desk.picture("card-unlock-pin")
    enter(desk, PIN, "Your card proves who you are")
    screen.find("list", "Records")  # the page is where it was
    shutil.rmtree(tokens)
    screen.says("The card was taken out of the reader")
    screen.gone("push button", "Unlock with your card")
    desk.picture("card-taken-out")
    if PIN in desk.log() or WRONG in desk.log():
        raise AssertionError("a PIN is in the log")


if __name__ == "__main__":
    run(test, 200)
