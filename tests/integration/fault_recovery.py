#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills the platform under a working console, twice, and starts it again: the console must tell, keep, and recover by itself."""
import time

from rig import run
from walksteps import open_service, sign_reserve_call

TOLD, BACK = 5, 15  # seconds: until the banner stands, until the page is live again


def grpc_port(screen):
    return screen.says(r"gRPC 127\.0\.0\.1:\d+").get_name().rsplit(":", 1)[1]


def kill_and_return(desk, simulator, place, away):
    """Returns the seconds until the banner stood and until it was gone again."""
    screen = desk.screen
    simulator.kill()
    killed = time.monotonic()
    screen.says(r"^Connection lost", patience=TOLD)
    told = time.monotonic() - killed
    screen.says(r"shown grey")
    time.sleep(max(0.0, away - (time.monotonic() - killed)))
    desk.picture(f"{place}-lost")
    simulator.launch()
    started = time.monotonic()
    screen.gone("label", r"Connection lost.*", patience=BACK)
    back = time.monotonic() - started
    desk.alive()
    print(f"{place}: banner after {told:.1f} s, recovered {back:.1f} s after the restart")


def fault(rig):
    simulator = rig.simulator()
    desk = rig.desk("triin", "Triin Rebane", f"--platform={simulator.address}", "stanforis://sector/energy",
                    code=simulator.code())
    screen = desk.screen
    screen.find("push button", "Open browser")
    simulator.keep_ports(grpc_port(screen))
    screen.press("Open browser")
    screen.find("table", "Services", patience=60)
    time.sleep(15)  # a course to see the hole in

    kill_and_return(desk, simulator, "sector", away=20)
    time.sleep(10)
    desk.picture("sector-after-hole")

    open_service(desk)
    sign_reserve_call(desk)
    screen.says("Waits for a second person")
    kill_and_return(desk, simulator, "signed", away=2)
    screen.says("Waits for a second person|waits for a second person")
    screen.press("Close")
    screen.gone("push button", "Close")
    screen.says(r"waits for a second person", patience=20)
    desk.picture("signed-after")


if __name__ == "__main__":
    run(fault, 200)
