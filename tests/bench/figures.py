#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what a person waits for and what a console at rest costs, from outside the process, and prints JSON.

Usage: figures.py FOLDER_WITH_THE_TWO_PROGRAMS [SECONDS_AT_REST]

The console runs under Xvfb at 1920x1080 with the bundled simulator (774 series, 1 Hz) as the energy duty operator, on the energy
sector page. Needs the packages xvfb, openbox and xdotool. The sign-in form is filled by tests/integration/form_sign_in.py, so
"signed in" includes a request for the page, a post and two redirects, but no person and no browser.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
MILESTONES = ("sign-in painted", "signed in", "live sample painted")
TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def stolen_seconds():
    """Time in which a processor of this machine would have run something and the host ran something else (proc(5), /proc/stat, steal)."""
    return int(pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[8]) / TICK


def resident_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / 1024, 1)
    return None


def open_display():
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                              pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        return server, ":" + answer.read().strip()


def child_of(pid):
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, fields = path.read_text().rsplit(") ", 1)
        except OSError:
            continue
        if int(fields.split()[1]) == pid and "stanforis-simul" in name:
            return int(path.parent.name)
    return None


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    rest = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    display, name = open_display()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = dict(os.environ, DISPLAY=name, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_RUNTIME_DIR=home,
                           QT_QPA_PLATFORM="xcb", QT_MESSAGE_PATTERN="%{message}",
                           QT_LOGGING_RULES="stanforis.console.milestones.info=true", STANFORIS_TEST_IDENTITY="Liis Maripuu",
                           BROWSER=f"{sys.executable} {HERE.parent / 'integration' / 'form_sign_in.py'}")
        for other in ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"):
            environment.pop(other, None)
        manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        began = time.monotonic()
        console = subprocess.Popen([programs / "stanforis-console", "--simulate", "--state", f"{home}/state", "--page", "stanforis://sector/energy"],
                                   env=environment, stderr=subprocess.PIPE, text=True)
        reached = {}

        def read():
            for line in console.stderr:
                if line.strip() in MILESTONES:
                    reached[line.strip()] = time.monotonic() - began

        threading.Thread(target=read, daemon=True).start()

        def wait(milestone):
            while milestone not in reached:
                if console.poll() is not None or time.monotonic() - began > 20:
                    sys.exit(f"the console did not come to: {milestone}; it came to {reached}")
                time.sleep(0.01)

        try:
            wait("sign-in painted")
            time.sleep(1)
            pressed = time.monotonic() - began
            subprocess.run(["xdotool", "key", "space"], env=environment, check=True)
            wait("live sample painted")
            time.sleep(15)  # history has been filled in
            simulator = child_of(console.pid)
            before = time.monotonic(), cpu_seconds(console.pid), cpu_seconds(simulator)
            memory = resident_mb(console.pid)
            time.sleep(rest)
            passed = time.monotonic() - before[0]
            print(json.dumps({
                "start_to_sign_in_painted_s": round(reached["sign-in painted"], 3),
                "pressed_to_signed_in_s": round(reached["signed in"] - pressed, 3),
                "signed_in_to_live_sample_painted_s": round(reached["live sample painted"] - reached["signed in"], 3),
                "console_cpu_at_rest_percent_of_a_core": round(100 * (cpu_seconds(console.pid) - before[1]) / passed, 2),
                "simulator_cpu_percent_of_a_core": round(100 * (cpu_seconds(simulator) - before[2]) / passed, 2),
                "resident_mb_at_first": memory,
                "resident_mb_at_last": resident_mb(console.pid),
                "seconds_at_rest": round(passed, 1),
            }, indent=1))
        finally:
            console.terminate()
            console.wait()
            manager.terminate()
            display.terminate()


if __name__ == "__main__":
    main()
