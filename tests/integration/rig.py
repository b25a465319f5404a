# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test from outside needs: desks (a screen, a window manager, a console each), the platform, and a private session bus."""
import atexit
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's own: python3-gi belongs to it
TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "dbus-run-session": "dbus", "dbus-send": "dbus", "xdotool": "xdotool", "import": "imagemagick",
         "chromium": "chromium", "chromedriver": "chromium-driver", "openssl": "openssl", "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
         "gnome-keyring-daemon": "gnome-keyring"}


def need(*tools):
    missing = [TOOLS[tool] for tool in tools if not shutil.which(tool)]
    if missing:
        sys.exit(f"This test needs the package {' '.join(missing)}. Install what tests need with: installer/dependencies.sh --tests")


def enter_session():
    """Runs this script again inside a session bus of its own, so that it sees no program but those it starts."""
    if len(sys.argv) < 2:
        sys.exit(f"Usage: {pathlib.Path(sys.argv[0]).name} FOLDER_WITH_THE_TWO_PROGRAMS [FOLDER_FOR_PICTURES]")
    if os.environ.get("STANFORIS_TEST_SESSION") != "1":
        need("Xvfb", "openbox", "dbus-run-session", "dbus-send", "xdotool", "import", "chromium", "chromedriver", "openssl", "/usr/libexec/at-spi-bus-launcher")
        if subprocess.run([PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"],
                          stderr=subprocess.DEVNULL, check=False).returncode:
            sys.exit("This test needs the packages python3-gi gir1.2-atspi-2.0. Install what tests need with: installer/dependencies.sh --tests")
        # The accessibility bus has its socket there; two tests at a time must not share it.
        environment = dict(os.environ, STANFORIS_TEST_SESSION="1", XDG_RUNTIME_DIR=tempfile.mkdtemp(prefix="stanforis-session-"), GSETTINGS_BACKEND="memory", LANG="C.UTF-8", NO_AT_BRIDGE="1")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS"):
            environment.pop(name, None)
        sys.stdout.flush()
        os.execvpe("dbus-run-session", ["dbus-run-session", "--", PYTHON, *sys.argv], environment)


def run(test, patience):
    """Runs test(rig) with a rig; a Fault or a dead program ends it with a sentence and pictures of the desks."""
    enter_session()
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"FAILED: the test did not end within {patience} s"))
    signal.alarm(patience)
    began = time.monotonic()
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="stanforis-test-") as folder, contextlib.ExitStack() as stack:
        rig = Rig(pathlib.Path(folder), stack)
        from accessible import Fault
        try:
            test(rig)
        except Exception as error:  # every failure leaves pictures and logs
            signal.alarm(0)
            for desk in rig.desks:
                print(f"picture: {desk.picture('failed-' + desk.name)}\nlog of {desk.name}:\n{desk.log()[-3000:]}", file=sys.stderr)
            if not isinstance(error, Fault):
                raise
            sys.exit(f"FAILED after {time.monotonic() - began:.1f} s: {error}")
        signal.alarm(0)
        print(f"passed in {time.monotonic() - began:.1f} s")


class Rig:
    def __init__(self, folder, stack):
        self.folder, self.stack = folder, stack
        self.programs = pathlib.Path(sys.argv[1]).resolve()
        self.pictures = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="stanforis-pictures-"))
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.desks = []
        self.start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Both services answer before anything asks them in earnest: libatspi ends the program if they are slow to start.
        bus = ask(["--session"], "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress").split('"')[1]
        ask([f"--bus={bus}"], "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "org.freedesktop.DBus.Peer.Ping")

    def start(self, command, **more):
        process = subprocess.Popen([str(part) for part in command], **more)
        self.stack.callback(end, process)
        return process

    def simulator(self, *arguments):
        return Simulator(self, arguments)

    def desk(self, name, identity, *arguments, browser="browser_sign_in.py", size="1920x1080", code=None, keychain=False):
        """`code` enrols the workstation; without one the console asks for it. One desk of a test may have a keychain."""
        return Desk(self, name, identity, arguments, browser, size, code, keychain)


def ask(bus, service, place, method):
    return subprocess.run(["dbus-send", *bus, "--print-reply", "--reply-timeout=60000", f"--dest={service}", place, method],
                          capture_output=True, text=True, check=True).stdout


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Simulator:
    """The platform, started by hand on a state folder; after a kill it can be started again on the same ports."""

    def __init__(self, rig, arguments):
        self.rig, self.arguments = rig, list(arguments)
        self.state = rig.folder / "state"
        self.ports = []
        self.launch()

    def launch(self):
        errors = open(self.rig.folder / "simulator.log", "a", encoding="utf-8")
        self.process = self.rig.start([self.rig.programs / "stanforis-simulator", "--state", self.state, *self.ports, *self.arguments],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        line = json.loads(self.process.stdout.readline())
        self.origin = line["platform"]
        self.address = f"{line['platform']}#sha256={line['authority_sha256']}"

    def code(self):
        """A one-time code for another workstation."""
        self.process.stdin.write(b"code\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["enrolment_code"]

    def keep_ports(self, grpc_port):
        self.ports = ["--port", self.origin.rsplit(":", 1)[1], "--grpc-port", str(grpc_port)]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Desk:
    """One person: a display with a window manager, a home folder, a console and a browser."""

    def __init__(self, rig, name, identity, arguments, browser, size, code, keychain):
        self.rig, self.name = rig, name
        rig.desks.append(self)
        home = rig.folder / name
        self.errors = home / "console.log"
        for folder in ("config", "data", "cache", "run"):
            (home / folder).mkdir(parents=True, mode=0o700)
        if code:
            secret = home / "code"
            secret.touch(mode=0o600)
            secret.write_text(code, encoding="ascii")
            arguments = (*arguments, f"--enrolment-code-file={secret}")
        number = self.open_display(home, size)
        self.environment = dict(os.environ, DISPLAY=f":{number}", HOME=str(home), XDG_CONFIG_HOME=str(home / "config"),
                                XDG_DATA_HOME=str(home / "data"), XDG_CACHE_HOME=str(home / "cache"), XDG_RUNTIME_DIR=str(home / "run"),
                                QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_ACCESSIBILITY="1", QT_QPA_PLATFORM="xcb", TZ="Europe/Tallinn",
                                STANFORIS_TEST_IDENTITY=identity, BROWSER=f"{PYTHON} {HERE / browser}")
        rig.start(["openbox", "--config-file", HERE / "openbox.xml"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if keychain:
            need("gnome-keyring-daemon")
            subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"\n", env=self.environment,
                           stdout=subprocess.DEVNULL, check=True)
        else:
            arguments = ("--no-keychain", *arguments)
        self.launch(*arguments)

    def launch(self, *arguments):
        """The console; again after it ended."""
        from accessible import Screen
        with open(self.errors, "a", encoding="utf-8") as log:
            self.process = self.rig.start([self.rig.programs / "stanforis-console", *arguments], env=self.environment, stdout=log, stderr=log)
        self.screen = Screen(self.process.pid, self.name)
        self.screen.expect(lambda: self.alive() and self.screen.root() is not None, "the console on the accessibility bus")

    def close(self):
        """Ends the console."""
        end(self.process)

    def open_display(self, home, size):
        reading, writing = os.pipe()
        with open(home / "display.log", "w", encoding="utf-8") as log:
            self.display = self.rig.start(["Xvfb", "-displayfd", writing, "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
                                          pass_fds=[writing], stdout=log, stderr=log)
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.read().strip()  # to the end: the server closes it when it listens
        if not number:
            sys.exit(f"Xvfb did not start: {(home / 'display.log').read_text()}")
        return number

    def alive(self):
        from accessible import Fault
        if self.display.poll() is not None:
            raise Fault(f"the display of {self.name} ended with {self.display.returncode}")
        if self.process.poll() is not None:
            raise Fault(f"the console of {self.name} ended with {self.process.returncode}")
        return True

    def log(self):
        return self.errors.read_text(encoding="utf-8", errors="replace") if self.errors.exists() else ""

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], env=self.environment, check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "10", text], env=self.environment, check=True)

    def picture(self, name):
        path = self.rig.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False, stderr=subprocess.DEVNULL)
        return path
