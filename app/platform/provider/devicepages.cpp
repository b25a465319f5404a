// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/loginpage.h"
#include "app/platform/provider/loginparts.h"

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

QString ageInWords(Duration age)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(age).count();
    return minutes < 1 ? u"less than a minute ago"_s : minutes == 1 ? u"a minute ago"_s : u"%1 minutes ago"_s.arg(minutes);
}

QString fact(const QString &id, const QString &name, const QString &value)
{
    return uR"(<dt>%1</dt><dd id="%2">%3</dd>)"_s.arg(name, id, value.isEmpty() ? u"it does not say"_s : value.toHtmlEscaped());
}

} // namespace

HttpResponse LoginPage::codeForm(const QString &problem) const
{
    const auto content =
        uR"(<h1>Sign in a display</h1><p class="lead">Enter the code that the display shows.</p>%1)"
        R"(<form method="post" action="/id/device" autocomplete="off"><div class="row"><label for="user_code">Code</label>)"
        R"(<input id="user_code" name="user_code" class="code" required maxlength="16" size="10" autocapitalize="characters" )"
        R"(spellcheck="false" title="eight letters" autofocus%2></div><div class="buttons">)"
        R"(<button type="submit" class="primary">Continue</button></div></form>)"_s.arg(
            loginparts::problem(problem), problem.isEmpty() ? QString() : u" aria-describedby=\"problem\""_s);
    return page(u"Sign in a display"_s, content, "'self'", problem.isEmpty() ? 200 : 403);
}

HttpResponse LoginPage::deviceForm(const DeviceForm &form, const std::vector<Persona> &personas, const PinKeeper &pins) const
{
    // RFC 8628 §5.4: whoever was sent here by somebody else must be able to notice.
    const QString facts = fact(u"device-code"_s, u"Code on the display"_s, form.device.userCode) +
                          fact(u"device-name"_s, u"Display"_s, form.device.name) +
                          fact(u"device-place"_s, u"Where it is"_s, form.device.place) +
                          fact(u"device-age"_s, u"Asked"_s, ageInWords(form.age)) +
                          fact(u"device-scope"_s, u"What it will be able to do"_s,
                               u"show what you may see; it can change nothing. It stays signed in for 12 hours at most."_s);
    const auto content =
        uR"(<h1>Sign in this display?</h1><p class="lead">Approve only if you stand before the display, and it shows the same code. )"
        R"(If somebody else sent you here, choose Deny.</p>%1<dl class="facts">%2</dl>)"
        R"(<form method="post" action="/id/device" autocomplete="off"><input type="hidden" name="handle" value="%3">%4)"
        R"(<div class="buttons"><button type="submit" name="action" value="approve" class="primary">Approve</button>)"
        R"(<button type="submit" name="action" value="deny" formnovalidate>Deny</button></div></form>)"_s.arg(
            loginparts::problem(form.problem), facts, QString::fromLatin1(form.handle),
            loginparts::identities(personas, {}, form.chosen, pins, !form.problem.isEmpty()));
    return page(u"Sign in a display"_s, content, "'self'", form.problem.isEmpty() ? 200 : 403);
}

} // namespace stanforis
