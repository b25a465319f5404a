#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at a real browser, at the independent provider: opens the address in Chromium, gives a name and agrees."""
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from browser_sign_in import Driver, public_key_hash  # noqa: E402


def main():
    address = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(public_key_hash(address), folder)
        try:
            driver.call("POST", driver.session + "/url", {"url": address})
            for _ in range(100):
                where = driver.call("GET", driver.session + "/url")
                if "/oauth/callback" in where:
                    return
                if "/interaction/" in where:
                    driver.call("POST", driver.find("#name") + "/value", {"text": "elis"})
                    driver.call("POST", driver.find("#sign-in") + "/click")
                time.sleep(0.1)
            sys.exit("the browser was not sent back to the console")
        finally:
            driver.close()


if __name__ == "__main__":
    main()
