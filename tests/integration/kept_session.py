#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session in the keychain: it goes on at the next start, locked if it was locked, in one console only; and when the platform has
ended it meanwhile, the console says so."""
import subprocess
import time

from rig import run


def test(rig):
    simulator = rig.simulator()
    place = (f"--platform={simulator.address}", "stanforis://sector/energy")
    here = rig.desk("here", "Triin Rebane", *place, code=simulator.code(), keychain=True)
    here.screen.press("Open browser")
    here.screen.find("table", "Services", patience=60)
    here.close()

    here.launch(*place)
    here.screen.find("table", "Services", patience=20)
    here.screen.find("push button", "Signed in as Triin Rebane")
    here.picture("kept-session-goes-on")
    # Once more from the menu: the window that is there comes forward, and nobody is signed out.
    subprocess.run([rig.programs / "stanforis-console"], env=here.environment, timeout=20, check=True)
    here.screen.find("push button", "Signed in as Triin Rebane")

    # The desktop locks its screen. Whoever closes the window then and starts it again stands before the lock.
    subprocess.run(["dbus-send", "--session", "--type=signal", "/org/freedesktop/ScreenSaver",
                    "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"], check=True)
    here.screen.find("push button", "Unlock in your browser")
    here.close()
    here.launch(*place)
    here.screen.find("push button", "Unlock in your browser", patience=20)
    here.screen.says("The screen of this workstation was locked.")
    here.picture("kept-session-locked")
    here.screen.press("Unlock in your browser")
    here.screen.find("table", "Services", patience=60)
    here.close()

    away = rig.desk("away", "Triin Rebane", f"--platform={simulator.address}", code=simulator.code())
    away.screen.press("Open browser")
    away.screen.press("Signed in as Triin Rebane", patience=60)
    time.sleep(1)  # its menu is a window of its own
    away.key("Down", "Return")  # Identity, roles and tokens
    away.screen.press("Sign out everywhere")
    away.screen.says("You are signed out everywhere")

    here.launch(*place)
    here.screen.find("push button", "Open browser", patience=20)
    here.screen.check("sign-in after an ended session")
    here.picture("kept-session-ended")
    here.screen.says("Your session was ended")
    here.screen.press("Open browser")
    here.screen.find("table", "Services", patience=60)


if __name__ == "__main__":
    run(test, 200)
