#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for a browser in quick runs: reads the sign-in page, posts its form, follows the answer back to the console.

Used as $BROWSER of the console: STANFORIS_TEST_IDENTITY names the person. STANFORIS_TEST_AUTHORITY may name a PEM file with the
authority of the platform; without it the certificate is read from the server and only that one is believed.
"""
import html.parser
import os
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request


class Page(html.parser.HTMLParser):
    """The form of the page: where it goes, what it carries, and the identities it offers with the PIN shown for each."""

    def __init__(self, source):
        super().__init__()
        self.action, self.hidden, self.choices, self.inside = "", {}, [], False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form":
            self.action = values["action"]
        elif tag == "label":
            self.inside = True
            self.choices.append([None, ""])
        elif tag == "input" and values.get("type") == "hidden":
            self.hidden[values["name"]] = values["value"]
        elif tag == "input" and values.get("type") == "radio":
            self.choices[-1][0] = values["value"]

    def handle_endtag(self, tag):
        if tag == "label":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.choices[-1][1] += f" {data}"


def trust(address):
    authority = os.environ.get("STANFORIS_TEST_AUTHORITY")
    if authority:
        return ssl.create_default_context(cafile=authority)
    parts = urllib.parse.urlparse(address)
    context = ssl.create_default_context(cadata=ssl.get_server_certificate((parts.hostname, parts.port or 443)))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def main():
    address, identity = sys.argv[1], os.environ["STANFORIS_TEST_IDENTITY"]
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trust(address)), urllib.request.HTTPCookieProcessor())
    try:
        with opener.open(address, timeout=20) as answer:
            page, place = Page(answer.read().decode()), answer.url
        for subject, words in page.choices:
            pin = re.search(r"PIN\s+(\d{4})", words)
            if subject and identity in words and pin:
                break
        else:
            sys.exit(f"the page offers no {identity} with a PIN")
        fields = dict(page.hidden, identity=subject, pin=pin[1], action="sign-in")
        with opener.open(urllib.parse.urljoin(place, page.action), urllib.parse.urlencode(fields).encode(), timeout=20) as answer:
            if "/oauth/callback" not in answer.url:
                sys.exit(f"the answer did not lead back to the console: {answer.status}")
    except urllib.error.HTTPError as error:
        sys.exit(f"the sign-in page answered {error.code}")


if __name__ == "__main__":
    main()
