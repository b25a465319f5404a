# SPDX-License-Identifier: GPL-3.0-or-later
"""What an accessibility client sees of one console: its controls by role and name, their values, their actions (AT-SPI)."""
import re
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATE = Atspi.StateType
# Roles of what a person can act on; each must have a name, and a value where it can hold one.
CONTROLS = {"push button", "check box", "radio button", "text", "password text", "combo box", "spin button", "slider", "table", "list", "tree",
            "toggle button", "menu item", "page tab", "link", "button menu", "list box", "tree table"}


class Fault(Exception):
    """A sentence for the person who reads the test's output."""


def has(node, state):
    return node.get_state_set().contains(state)


def text_of(node):
    return node.get_text(0, node.get_character_count())


def value_of(node):
    """What a screen reader says after the name, or None if this control holds nothing."""
    role, states = node.get_role_name(), node.get_state_set()
    if role in ("check box", "radio button", "toggle button") or states.contains(STATE.CHECKABLE):
        return "checked" if states.contains(STATE.CHECKED) else "not checked"
    if role in ("text", "password text"):
        return text_of(node)
    if role == "combo box":
        return node.get_name()
    if role == "spin button":
        return text_of(node) if "Text" in node.get_interfaces() else str(node.get_current_value())
    if role == "slider":
        return node.get_current_value()
    if role == "table":
        return f"{node.get_n_rows()} rows"
    if role in ("list", "list box", "tree", "tree table"):
        return f"{node.get_child_count()} entries"
    return None


def children(node):
    return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child]


def label_of(node):
    """The name of a control; a drop-down list is named by its label, because Qt tells its choice as its name."""
    if node.get_role_name() != "combo box":
        return node.get_name()
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return relation.get_target(0).get_name()
    return ""


class Screen:
    """The window of one console process."""

    def __init__(self, pid, who, patience=20):
        self.pid, self.who, self.patience = pid, who, patience
        self.application = None
        self.checked = {}

    def root(self):
        if self.application is None:
            desktop = Atspi.get_desktop(0)
            for index in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(index)
                if child and child.get_process_id() == self.pid:
                    self.application = child
        return self.application

    def nodes(self, start=None, limit=200):
        """Everything that is showing, in tree order; the cells of tables and lists are asked for one by one elsewhere."""
        waiting = [start or self.root()]
        while waiting:
            node = waiting.pop()
            if node is None:
                continue
            try:
                if not has(node, STATE.SHOWING):
                    continue
                yield node
                if node.get_role_name() in ("table", "tree table"):
                    continue
                count = min(node.get_child_count(), limit)
                waiting.extend(node.get_child_at_index(index) for index in range(count - 1, -1, -1))
            except GLib.Error:
                continue  # it went away while it was looked at

    def look(self, role, name, usable=True, inside=None):
        """The first showing control of this role whose whole name matches, or None; inside names the panel it is in."""
        pattern, place = re.compile(name, re.S), None
        if inside:
            place = next((node for node in self.nodes() if node.get_role_name() == "frame" and re.fullmatch(inside, node.get_name())), None)
            if place is None:
                return None
        for node in self.nodes(place):
            try:
                if node.get_role_name() == role and pattern.fullmatch(node.get_name()) and (not usable or has(node, STATE.ENABLED)):
                    return node
            except GLib.Error:
                continue
        return None

    def find(self, role, name, usable=True, patience=None, inside=None):
        end = time.monotonic() + (patience or self.patience)
        while time.monotonic() < end:
            node = self.look(role, name, usable, inside)
            if node:
                return node
            time.sleep(0.1)
        raise Fault(f"{self.who}: no {role} named '{name}' came within {patience or self.patience} s. Showing: {self.words()}")

    def says(self, pattern, patience=None):
        """Waits for a text on the screen, wherever it is."""
        end = time.monotonic() + (patience or self.patience)
        while time.monotonic() < end:
            for node in self.nodes():
                try:
                    if re.search(pattern, node.get_name()):
                        return node
                except GLib.Error:
                    continue
            time.sleep(0.1)
        raise Fault(f"{self.who}: nothing said '{pattern}' within {patience or self.patience} s. Showing: {self.words()}")

    def gone(self, role, name, patience=None):
        end = time.monotonic() + (patience or self.patience)
        while time.monotonic() < end:
            if not self.look(role, name, usable=False):
                return
            time.sleep(0.1)
        raise Fault(f"{self.who}: the {role} named '{name}' is still there")

    def words(self):
        seen = []
        for node in self.nodes():
            try:
                if node.get_name() and node.get_role_name() != "filler":
                    seen.append(f"{node.get_role_name()} '{node.get_name()[:60]}'")
            except GLib.Error:
                continue
        return "; ".join(dict.fromkeys(seen))[:4000]

    def act(self, node, action):
        names = [node.get_action_name(index) for index in range(node.get_n_actions())]
        if action not in names:
            raise Fault(f"{self.who}: the {node.get_role_name()} '{node.get_name()}' offers {names}, not {action}")
        node.do_action(names.index(action))

    def press(self, name, role="push button", action="Press", patience=None, inside=None):
        self.act(self.find(role, name, patience=patience, inside=inside), action)

    def write(self, name, text):
        node = self.find("text", name)
        if not has(node, STATE.EDITABLE):
            raise Fault(f"{self.who}: '{name}' does not say that it can be edited")
        node.set_text_contents(text)
        return self.expect(lambda: text_of(node) == text, f"'{name}' holds '{text}'")

    def labelled(self, role, name):
        """A control whose name, or whose label, is this one (Qt names drop-down lists after what they hold)."""
        return self.expect(lambda: next((n for n in self.nodes() if n.get_role_name() == role and re.fullmatch(name, label_of(n))), None),
                           f"a {role} named '{name}'")

    def expect(self, condition, sentence, patience=None):
        end = time.monotonic() + (patience or self.patience)
        while time.monotonic() < end:
            outcome = condition()
            if outcome:
                return outcome
            time.sleep(0.1)
        raise Fault(f"{self.who}: waited {patience or self.patience} s for: {sentence}")

    def focused(self):
        """The control the keyboard is on. Rows and tabs keep their own mark when their list has lost it: that of the list counts."""
        for node in self.nodes():
            try:
                role = node.get_role_name()
                if role in CONTROLS and has(node, STATE.FOCUSED) and (role != "page tab" or has(node.get_parent(), STATE.FOCUSED)):
                    return node
            except GLib.Error:
                continue
        return None

    def check(self, place):
        """Every control that shows must have a name and, where it can hold one, a value that can be read."""
        count = 0
        for node in list(self.nodes()):
            try:
                role = node.get_role_name()
                if role not in CONTROLS:
                    continue
                name, inside = label_of(node), node.get_parent()
            except GLib.Error:
                continue
            if not name.strip():
                raise Fault(f"{self.who}, {place}: a {role} inside {inside.get_role_name()} '{inside.get_name()}' has no name")
            try:
                value_of(node)
                if role == "table":
                    check_table(node, f"{self.who}, {place}")
            except GLib.Error as error:
                raise Fault(f"{self.who}, {place}: the {role} '{name}' does not tell its value ({error.message})") from None
            count += 1
        if not count:
            raise Fault(f"{self.who}, {place}: not one control is showing")
        self.checked[place] = count


def check_table(table, place):
    for column in range(table.get_n_columns()):
        if not table.get_column_description(column):
            raise Fault(f"{place}: column {column} of the table '{table.get_name()}' has no name")


def cell(table, pattern, column=0):
    for row in range(table.get_n_rows()):
        found = table.get_accessible_at(row, column)
        if found and re.fullmatch(pattern, found.get_name()):
            return row, found
    return None
