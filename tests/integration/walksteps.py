# SPDX-License-Identifier: GPL-3.0-or-later
"""The beginning that the walks share: two people signed in, and a role in Energy asked for and granted."""
import time


def both_at_sign_in(rig, simulator, browser="browser_sign_in.py"):
    kaur = rig.desk("kaur", "Kaur Lepik", f"--platform={simulator.address}", browser=browser)
    triin = rig.desk("triin", "Triin Rebane", f"--platform={simulator.address}", browser=browser, code=simulator.code())
    kaur.screen.write("One-time code", simulator.code())
    kaur.picture("enrolment")
    kaur.screen.press("Enrol workstation")
    for desk in (kaur, triin):
        desk.screen.find("push button", "Open browser")
        desk.screen.check("sign-in")
    return kaur, triin


def both_signed_in(rig, simulator, browser="browser_sign_in.py"):
    kaur, triin = both_at_sign_in(rig, simulator, browser)
    for desk in (kaur, triin):
        desk.screen.press("Open browser")
    for desk in (kaur, triin):
        desk.screen.find("push button", f"Signed in as {'Kaur Lepik' if desk is kaur else 'Triin Rebane'}", patience=60)
    return kaur, triin


def ask_for_energy(asking, deciding):
    asking.find("frame", "Energy, no role")
    asking.check("entry")
    asking.press("Ask for access.*", inside="Energy, no role")
    asking.press("Duty operator", role="radio button", action="Toggle")
    asking.write("Purpose", "Night shift in the grid control room, 22 November")
    asking.check("subscriptions")
    asking.press("Send request")
    deciding.press("Review", inside="Waiting for me")
    deciding.find("push button", "Approve")
    deciding.check("inbox")
    deciding.press("Approve")
    asking.says("1 of 7 open to you")


def open_service(desk):
    """AT-SPI has no action for "open this row" in Qt 6.4; Enter is sent to the row it chose."""
    from accessible import cell
    screen = desk.screen
    table = screen.find("table", "Services")
    row, _ = screen.expect(lambda: cell(table, "Grid Balancing"), "Grid Balancing in the table of services")
    table.add_row_selection(row)
    time.sleep(0.5)
    table.grab_focus()
    desk.key("Return")
    screen.find("push button", "Reserve call")


def choose(desk, name, row, after):
    """Nor does it have one for "choose this", and such a list does not take the focus: Tab goes there, and Down once a row."""
    screen = desk.screen
    box = screen.labelled("combo box", name)
    screen.find("text", after).grab_focus()
    screen.expect(lambda: (node := screen.focused()) and node.get_name() == after, f"the keyboard on '{after}'")
    desk.key("Tab")
    screen.expect(lambda: (node := screen.focused()) and node.get_role_name() == "combo box", f"the keyboard on '{name}'")
    empty = box.get_name()
    desk.key(*["Down"] * (row + 1))
    screen.expect(lambda: box.get_name() != empty, f"'{name}' holds a choice")


def sign_reserve_call(desk):
    """From the service's page to the press of Sign."""
    from walk_atspi import fill
    screen = desk.screen
    screen.press("Reserve call")
    screen.act(screen.find("list item", "Ilmar Pumped Storage.*"), "Toggle")
    screen.press("Call reserve")
    fill(desk)
    screen.press("Review")
    screen.press("Sign")
