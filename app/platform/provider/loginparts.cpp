// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/loginparts.h"

#include "app/platform/provider/pinkeeper.h"

namespace stanforis::loginparts {

using namespace Qt::StringLiterals;

namespace {

QString choice(const Persona &persona, const SubjectId &chosen, const PinKeeper &pins)
{
    const bool blocked = pins.blockedStill(persona.subject) > std::chrono::seconds(0);
    return uR"(<label class="identity"><input type="radio" name="identity" value="%1" required%2>)"
           R"(<span class="who"><span class="name">%3</span><span class="duty">%4</span><span class="organisation">%5</span></span>)"
           R"(<span class="pin">%6</span></label>)"_s.arg(
               persona.subject.value.toHtmlEscaped(), persona.subject == chosen ? u" checked"_s : QString(),
               persona.name.toHtmlEscaped(), persona.duty.toHtmlEscaped(), persona.organisation.toHtmlEscaped(),
               blocked ? u"blocked for now"_s : u"training PIN <b>%1</b>"_s.arg(pins.pinOf(persona.subject)));
}

} // namespace

QString problem(const QString &sentence)
{
    return sentence.isEmpty() ? QString()
                              : uR"(<p class="problem" role="alert" id="problem">%1</p>)"_s.arg(sentence.toHtmlEscaped());
}

QString identities(const std::vector<Persona> &personas, const SubjectId &holder, const SubjectId &chosen, const PinKeeper &pins,
                   bool failed)
{
    const bool one = !holder.value.isEmpty();
    QString choices;
    for (const auto &persona : personas) {
        if (!one || persona.subject == holder)
            choices += choice(persona, one ? holder : chosen, pins);
    }
    return uR"(<fieldset><legend>Identity</legend>%1</fieldset><div class="row"><label for="pin">PIN, 4 digits</label>)"
           R"(<input id="pin" name="pin" type="password" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" required )"
           R"(title="four digits" autocomplete="off"%2></div><p class="note">There is no real card in the simulation, so each )"
           R"(identity shows its training PIN. Three wrong tries block an identity for five minutes.</p>)"_s.arg(
               choices, failed ? u" aria-describedby=\"problem\" autofocus"_s : QString());
}

} // namespace stanforis::loginparts
