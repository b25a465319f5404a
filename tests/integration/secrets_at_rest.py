#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Threat 5: after a sign-in at the real console no token is in any file of the person or in any log, and no core can be had of it."""
import pathlib
import re
import subprocess
import sys
import tempfile

from rig import run
from walksteps import both_signed_in

# A JWT, and the simulator's refresh tokens: session id, a dot, 32 random bytes in base64url.
TOKENS = {"an access or ID token": re.compile(rb"eyJ[\w-]{20,}\.[\w-]{40,}\.[\w-]{40,}"),
          "a refresh token": re.compile(rb"\b[\w-]{22}\.[\w-]{43}\b")}


def test(rig):
    from accessible import Fault
    desks = both_signed_in(rig, rig.simulator())
    read = 0
    for path in pathlib.Path(rig.folder).rglob("*"):
        if "state" in path.relative_to(rig.folder).parts[:1] or not path.is_file():
            continue  # the platform's own folder is not the person's
        content = path.read_bytes()
        read += 1
        for what, pattern in TOKENS.items():
            if found := pattern.search(content):
                raise Fault(f"{what} is in {path.relative_to(rig.folder)}, at byte {found.start()}")
    if read < 4:
        raise Fault(f"only {read} files were read: this looked in the wrong place")
    for desk in desks:
        pid = desk.process.pid
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        if not re.search(r"^Max core file size\s+0\s+0\s", limits, re.M):
            raise Fault(f"a core of {desk.name}'s console may be written: {limits}")
        # What is not dumpable belongs to root in /proc (proc(5)); as root all of it does, so then gcore is asked instead.
        if pathlib.Path("/proc/self").stat().st_uid != 0:
            if pathlib.Path(f"/proc/{pid}/mem").stat().st_uid != 0:
                raise Fault(f"{desk.name}'s console is dumpable")
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(["gcore", "-o", f"{folder}/core", str(pid)], check=False, capture_output=True)
                if any(pathlib.Path(folder).iterdir()):
                    raise Fault(f"gcore could dump {desk.name}'s console")
        else:
            print(f"run as root, who may dump anything: tst_hardening_linux shows for {desk.name} that others may not", file=sys.stderr)
    print(f"{read} files read")


if __name__ == "__main__":
    run(test, 200)
