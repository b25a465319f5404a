#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the console bear a load for an hour and writes down, from outside the process, what that was like.

Usage: load_hour.py FOLDER_WITH_THE_TWO_PROGRAMS [SECONDS] [--load SERIESxHZ] [--size WxH] [--out FOLDER]

The console runs under Xvfb (1920x1080 unless told otherwise) with the bundled simulator, signed in as the trainer, on the load page,
where 10000x10 is typed in like a person would. Every ten seconds load_hour.csv in FOLDER gets a line: memory and CPU of both programs, what
the console says about its frames (category stanforis.console.performance), and how long it took from a key press until the screen showed it,
with the pointer moving over the plots in between, and for how long the host of a virtual machine had taken its processors away: a frame that is
late while that happened says nothing about the console. load_hour.json sums it up; both are rewritten as it goes, so that a run that is cut
short is not lost. Ends with 1 when a program ended before its time. Needs the packages xvfb, openbox, libx11-6 and libxtst6.
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from figures import child_of, cpu_seconds, resident_mb, stolen_seconds  # noqa: E402
from screen import Screen, open_display  # noqa: E402

CATEGORY = "stanforis.console.performance"
INTERVAL = 10
WARM_UP = 1 / 2  # of the run; not part of the slope of memory: with 10,000 series at 10 Hz the store fills for a third of an hour


class Console:
    """The program with its log; what it last said about its frames is in `frames`."""

    def __init__(self, programs, home, display):
        environment = dict(os.environ, DISPLAY=display, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_RUNTIME_DIR=home,
                           QT_QPA_PLATFORM="xcb", QT_MESSAGE_PATTERN="%{category} %{message}", LANG="C.UTF-8",
                           QT_LOGGING_RULES=f"{CATEGORY}.info=true;stanforis.console.milestones.info=true",
                           STANFORIS_TEST_IDENTITY="Maret Soosaar",
                           BROWSER=f"{sys.executable} {HERE.parent / 'integration' / 'form_sign_in.py'}")
        for other in ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"):
            environment.pop(other, None)
        self.environment = environment
        self.frames, self.reached, self.other = {}, set(), []
        self.changed = threading.Condition()
        self.process = subprocess.Popen([programs / "stanforis-console", "--simulate", "--state", f"{home}/state", "--page",
                                         "stanforis://training/load"], env=environment, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stderr:
            category, _, message = line.strip().partition(" ")
            with self.changed:
                if category == CATEGORY:
                    self.frames = {name: float(value) for name, value in (part.split("=") for part in message.split())}
                elif category == "stanforis.console.milestones":
                    self.reached.add(message)
                else:
                    self.other = [*self.other, line.strip()][-20:]
                self.changed.notify_all()

    def wait(self, condition, seconds, what):
        with self.changed:
            if not self.changed.wait_for(lambda: condition() or self.process.poll() is not None, seconds) or self.process.poll() is not None:
                sys.exit(f"the console did not come to: {what}; it said {self.frames} {self.other}")


def slope_per_hour(rows, name):
    """Least squares, MB an hour."""
    times, values = [row["second"] for row in rows], [row[name] for row in rows]
    if len(rows) < 3:
        return None
    middle, level = statistics.fmean(times), statistics.fmean(values)
    spread = sum((t - middle) ** 2 for t in times)
    return round(3600 * sum((t - middle) * (v - level) for t, v in zip(times, values)) / spread, 2) if spread else None


def sum_up(rows, load, began_with):
    settled = [row for row in rows if row["second"] >= rows[-1]["second"] * WARM_UP] or rows
    presses = sorted(row["key_to_screen_worst_ms"] for row in rows)
    before = [began_with, *rows]
    late = [row for row, last in zip(rows, before) if row["long_frames"] > last["long_frames"]]
    return {
        "load": load,
        "seconds": rows[-1]["second"],
        "samples_s_median": statistics.median(row["samples_s"] for row in rows),
        "samples_s_lowest": min(row["samples_s"] for row in rows),
        "long_frames": int(rows[-1]["long_frames"] - began_with["long_frames"]),
        "long_frames_seen_at": [{"second": row["second"], "stolen_ms": row["stolen_ms"]} for row in late],
        "stolen_ms_median": statistics.median(row["stolen_ms"] for row in rows),
        "frame_p99_ms_median": statistics.median(row["frame_p99_ms"] for row in rows),
        "frame_p99_ms_worst": max(row["frame_p99_ms"] for row in rows),
        "latency_p50_ms_median": statistics.median(row["latency_p50_ms"] for row in rows),
        "latency_p99_ms_worst": max(row["latency_p99_ms"] for row in rows),
        "dropped": int(rows[-1]["dropped"] - began_with["dropped"]),
        "key_to_screen_ms_median": statistics.median(row["key_to_screen_median_ms"] for row in rows),
        "key_to_screen_ms_p99": presses[min(len(presses) - 1, int(0.99 * len(presses)))],
        "key_to_screen_ms_worst": presses[-1],
        "console_cpu_percent_median": statistics.median(row["console_cpu_percent"] for row in rows),
        "simulator_cpu_percent_median": statistics.median(row["simulator_cpu_percent"] for row in rows),
        "console_mb_first": rows[0]["console_mb"],
        "console_mb_last": rows[-1]["console_mb"],
        "console_mb_most": max(row["console_mb"] for row in rows),
        "console_mb_per_hour_after_warm_up": slope_per_hour(settled, "console_mb"),
        "simulator_mb_last": rows[-1]["simulator_mb"],
        "simulator_mb_per_hour_after_warm_up": slope_per_hour(settled, "simulator_mb"),
    }


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[2].removeprefix("Usage: "))
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("seconds", type=float, nargs="?", default=3600)
    parser.add_argument("--load", default="10000x10")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    wish = parser.parse_args()
    series, hertz = wish.load.split("x")
    wish.out.mkdir(parents=True, exist_ok=True)
    server, name = open_display(wish.size)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        manager = subprocess.Popen(["openbox"], env=dict(os.environ, DISPLAY=name, HOME=home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        console = Console(wish.programs.resolve(), home, name)
        try:
            run(console, Screen(name), series, hertz, wish)
        finally:
            console.process.terminate()
            console.process.wait()
            manager.terminate()
            server.terminate()


def run(console, screen, series, hertz, wish):
    console.wait(lambda: "sign-in painted" in console.reached, 60, "sign-in painted")
    time.sleep(1)
    screen.key("space")
    console.wait(lambda: "signed in" in console.reached, 60, "signed in")
    time.sleep(3)
    # The page puts the keyboard into the number of series; Tab goes on to the rate and to the buttons.
    screen.key("a", "Control_L")
    screen.type(series)
    screen.key("Tab")
    screen.key("a", "Control_L")
    screen.type(hertz)
    screen.key("Return")
    screen.key("Tab")
    time.sleep(1)
    band = screen.find_band("Tab")  # from one button to the next and back: nothing else moves in those rows
    wanted = float(series) * float(hertz)
    console.wait(lambda: console.frames.get("samples_s", 0) > 0.9 * wanted, 180, f"{wanted:.0f} samples a second")
    simulator = child_of(console.process.pid)
    print(f"{wanted:.0f} samples a second flow; every {INTERVAL} s until {wish.seconds:.0f} s have passed", flush=True)
    began_with, began, rows = dict(console.frames), time.monotonic(), []
    before = time.monotonic(), cpu_seconds(console.process.pid), cpu_seconds(simulator), stolen_seconds()
    forth = False  # where the keyboard is: on the first button, or the second
    with open(wish.out / "load_hour.csv", "w", newline="", encoding="utf-8") as file:
        table = None
        while time.monotonic() - began < wish.seconds:
            until = before[0] + INTERVAL  # a machine that stood still for a while does not owe the lines of that time
            presses = []
            while not presses or time.monotonic() < until - 2.5:
                screen.sweep(0.8)
                forth = not forth
                presses.append(screen.time_key("Tab", band, back=not forth))
            time.sleep(max(0.0, until - time.monotonic()))
            if console.process.poll() is not None or not pathlib.Path(f"/proc/{simulator}").exists():
                sys.exit(f"a program ended after {time.monotonic() - began:.0f} s: {console.other}")
            now = time.monotonic(), cpu_seconds(console.process.pid), cpu_seconds(simulator), stolen_seconds()
            share = [round(100 * (now[i] - before[i]) / (now[0] - before[0]), 1) for i in (1, 2)]
            stolen = round(1000 * (now[3] - before[3]))
            before = now
            rows.append({"second": round(now[0] - began, 1), "console_mb": resident_mb(console.process.pid),
                         "simulator_mb": resident_mb(simulator), "console_cpu_percent": share[0], "simulator_cpu_percent": share[1],
                         "key_to_screen_median_ms": round(statistics.median(presses), 1), "key_to_screen_worst_ms": round(max(presses), 1), "stolen_ms": stolen,
                         **console.frames})
            if table is None:
                table = csv.DictWriter(file, rows[0].keys())
                table.writeheader()
            table.writerow(rows[-1])
            file.flush()
            summary = sum_up(rows, wish.load, began_with)
            (wish.out / "load_hour.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(summary, indent=1))


if __name__ == "__main__":
    main()
