// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/deviceauthorizations.h"

#include "app/platform/authority/jose.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// RFC 8628 §6.1: no vowels, so no words; nothing that is mistaken for something else. 20^8 codes.
constexpr QByteArrayView letters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr int codeLength = 8;
constexpr qsizetype mostWaiting = 1000;
constexpr int mostWrong = 10;

QString newUserCode()
{
    QString code;
    while (code.size() < codeLength) {
        const auto bytes = randomBytes(32);
        for (const auto byte : bytes) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < 240 && code.size() < codeLength) // 12 times 20: every letter is as likely
                code += QLatin1Char(letters[value % letters.size()]);
        }
    }
    return code.insert(codeLength / 2, u'-');
}

QString plain(const QString &typed)
{
    QString code;
    for (const auto character : typed.left(64)) {
        if (character.isLetterOrNumber())
            code += character.toUpper();
    }
    return code;
}

} // namespace

DeviceAuthorizations::DeviceAuthorizations(Times times, const Clock &clock)
    : m_times(times)
    , m_clock(clock)
{}

DeviceAuthorizations::Begun DeviceAuthorizations::begin(const QString &name, const QString &place, const QString &scope)
{
    forgetOld();
    if (m_entries.size() >= mostWaiting)
        m_entries.clear(); // somebody is hammering; a display can ask again
    const auto now = m_clock.now();
    Entry entry{{newUserCode(), fitToShow(name), fitToShow(place), scope, now}};
    entry.expires = now + m_times.lifetime;
    entry.nextPoll = now;
    entry.interval = m_times.interval;
    const Begun begun{toBase64Url(randomBytes(32)), entry.request.userCode};
    m_entries.insert(begun.deviceCode, entry);
    return begun;
}

DeviceAuthorizations::Poll DeviceAuthorizations::poll(const QByteArray &deviceCode)
{
    forgetOld();
    const auto found = m_entries.find(deviceCode);
    if (found == m_entries.end())
        return {};
    const auto now = m_clock.now();
    if (found->state == State::Pending) {
        // A little before is in time: the answer before took its way, too.
        const bool soon = now + 500ms < found->nextPoll;
        if (soon)
            found->interval += 5s;
        found->nextPoll = now + found->interval;
        return {soon ? State::TooSoon : State::Pending};
    }
    const Poll poll{found->state, found->subject, found->request.scope};
    m_entries.erase(found);
    return poll;
}

std::optional<DeviceRequest> DeviceAuthorizations::find(const QString &typed)
{
    if (const auto *entry = pending(typed))
        return entry->request;
    const auto now = m_clock.now();
    if (m_wrongSince + 1min < now) {
        m_wrong = 0;
        m_wrongSince = now;
    }
    ++m_wrong;
    return std::nullopt;
}

bool DeviceAuthorizations::tooManyWrong() { return m_wrong >= mostWrong && m_wrongSince + 1min > m_clock.now(); }

bool DeviceAuthorizations::approve(const QString &userCode, const SubjectId &subject)
{
    auto *entry = pending(userCode);
    if (!entry)
        return false;
    entry->state = State::Approved;
    entry->subject = subject;
    return true;
}

bool DeviceAuthorizations::deny(const QString &userCode)
{
    auto *entry = pending(userCode);
    if (entry)
        entry->state = State::Denied;
    return entry != nullptr;
}

QString DeviceAuthorizations::fitToShow(const QString &text)
{
    QString shown;
    for (const auto character : text.simplified().left(80)) {
        // Format characters would let a name turn the line around it.
        if (character.isPrint() && character.category() != QChar::Other_Format)
            shown += character;
    }
    return shown.trimmed();
}

DeviceAuthorizations::Entry *DeviceAuthorizations::pending(const QString &userCode)
{
    forgetOld();
    const auto wanted = plain(userCode);
    for (auto &entry : m_entries) {
        if (entry.state == State::Pending && plain(entry.request.userCode) == wanted)
            return &entry;
    }
    return nullptr;
}

void DeviceAuthorizations::forgetOld()
{
    const auto now = m_clock.now();
    m_entries.removeIf([now](auto entry) { return entry.value().expires < now; });
}

} // namespace stanforis
