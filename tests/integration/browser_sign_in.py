#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at a real browser: opens the sign-in address in Chromium, chooses an identity, enters the PIN the page shows for it.

Used as $BROWSER of the console: STANFORIS_TEST_IDENTITY names the person. Needs chromium and chromedriver. The console's
simulator has an authority of its own, which this browser does not know; a person would be asked, so the browser is told
which public key to expect instead (STANFORIS_TEST_SPKI, base64 SHA-256), read from the server it is sent to.
"""
import base64
import hashlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request


def public_key_hash(address):
    """SHA-256 of the server's SubjectPublicKeyInfo, the form Chromium's pin takes."""
    parts = urllib.parse.urlparse(address)
    context = ssl._create_unverified_context()
    with socket.create_connection((parts.hostname, parts.port or 443), timeout=10) as raw:
        with context.wrap_socket(raw, server_hostname=parts.hostname) as tls:
            certificate = ssl.DER_cert_to_PEM_cert(tls.getpeercert(binary_form=True))
    key = subprocess.run(["openssl", "x509", "-pubkey", "-noout"], input=certificate.encode(), capture_output=True, check=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, capture_output=True, check=True).stdout
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


class Driver:
    """As much of W3C WebDriver as a sign-in takes."""

    def __init__(self, pin, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
                     "--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}",
                     f"--ignore-certificate-errors-spki-list={pin}"]
        for _ in range(100):
            try:
                answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": arguments}}}})
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("chromedriver does not answer")
        self.session = f"/session/{answer['sessionId']}"

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.base + path, method=method, data=json.dumps(body or {}).encode() if method == "POST" else None,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            told = json.load(error)["value"]
            sys.exit(f"{method} {path.rsplit('/', 1)[-1]}: {told['error']}: {told['message'].splitlines()[0]}")

    def find(self, selector, using="css selector"):
        found = self.call("POST", self.session + "/element", {"using": using, "value": selector})
        return f"{self.session}/element/{next(iter(found.values()))}"

    def close(self):
        try:
            self.call("DELETE", self.session)
        finally:
            self.process.terminate()
            self.process.wait()


def main():
    address, identity = sys.argv[1], os.environ["STANFORIS_TEST_IDENTITY"]
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(public_key_hash(address), folder)
        try:
            driver.call("POST", driver.session + "/url", {"url": address})
            row = driver.find(f"//label[contains(., '{identity}')]", "xpath")  # the whole row is the target
            pin = re.search(r"PIN\s+(\d{4})", driver.call("GET", f"{row}/text"))
            if not pin:
                sys.exit(f"the page shows no PIN for {identity}")
            driver.call("POST", row + "/click")
            driver.call("POST", driver.find("#pin") + "/value", {"text": pin[1]})
            driver.call("POST", driver.find('button[value="sign-in"]') + "/click")
            for _ in range(50):
                if "/oauth/callback" in driver.call("GET", driver.session + "/url"):
                    return
                time.sleep(0.1)
            sys.exit("the browser was not sent back to the console")
        finally:
            driver.close()


if __name__ == "__main__":
    main()
