// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/audit/auditlog.h"

#include "app/identity/canonicaljson.h"
#include "app/identity/signingkey.h"
#include "models/ports/keychainport.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSysInfo>

#include <openssl/crypto.h>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 checkpointEvery = 64;
constexpr std::size_t mostWaiting = 100'000; // kept in memory while the disk is full
constexpr qint64 clockJump = 5000;           // ms

/// The same at each start, and tells nothing of machine or person.
QString nameOfWorkstation()
{
    const QByteArray facts = "stanforis audit\n" + QSysInfo::machineUniqueId() + '\n' + QDir::homePath().toUtf8();
    return u"ws-"_s + QString::fromLatin1(identity::sha256(facts).left(8).toHex());
}

const QString nameFile = u"workstation"_s; // the name it took, if that is not what the machine makes

QString randomName() { return QString::number(QRandomGenerator::system()->generate64(), 16); }

/// What was kept of that name; anything else in the file is not believed, for it becomes a part of other names.
bool isNameAfter(const QString &kept, const QString &workstation)
{
    static const QRegularExpression rule(u"\\A-[0-9a-f]{1,16}\\z"_s);
    return kept.startsWith(workstation) && rule.match(kept.mid(workstation.size())).hasMatch();
}

QString keyName(const QString &workstation) { return u"audit/"_s + workstation; }

} // namespace

AuditLog::AuditLog(const Clock &clock, AuditStore &store, const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(store)
    , m_workstation(setup.workstation.isEmpty() ? nameOfWorkstation() : setup.workstation)
    , m_keychain(setup.keychain)
    , m_files(setup.folder)
    , m_began(clock.now())
{
    // The platform gives a name to one workstation, and without a keychain this is another one with each run.
    if (!m_keychain)
        m_workstation += u'-' + randomName();
    m_monotonic.start();
    m_minute.setInterval(60s);
    connect(&m_minute, &QTimer::timeout, this, &AuditLog::seal);
    m_retry.setSingleShot(true);
    m_retry.setInterval(5s);
    connect(&m_retry, &QTimer::timeout, this, &AuditLog::write);
    m_clockLook.setInterval(10s);
    connect(&m_clockLook, &QTimer::timeout, this, &AuditLog::lookAtClock);
}

AuditLog::~AuditLog()
{
    if (!m_signer)
        return;
    record({.event = u"program.ended"_s});
    const auto note = m_signer->sign(m_chain.checkpointText(origin(), m_chain.size()));
    auto rest = writing(m_writing);
    m_files.ask(
        this,
        [rest = std::move(rest), all = m_pending.size() == m_writing, note, size = m_chain.size()](AuditFiles::Place &place) {
            const auto written = all ? Result<Done>(Done{}) : rest(place);
            return written && note ? place.folder.keepCheckpoint(*note, size) : written;
        },
        [](const Result<Done> &) {}); // nobody is there any more to be told; the next start finds what is there
}

void AuditLog::start()
{
    record({.event = u"program.started"_s, .object = QStringLiteral(STANFORIS_VERSION)});
    openFolder();
}

void AuditLog::openFolder()
{
    m_files.ask(
        this,
        [](AuditFiles::Place &place) -> Result<std::pair<int, QString>> {
            if (const auto opened = place.folder.open(); !opened)
                return opened.error();
            if (const auto opened = place.data.open(place.folder.path() + u"/data.sqlite"_s); !opened)
                return opened.error();
            return std::pair(place.folder.console(), QString::fromLatin1(place.folder.kept(nameFile)));
        },
        [this](const Result<std::pair<int, QString>> &opened) {
            if (!opened) {
                tryAgain(opened.error(), &AuditLog::openFolder);
                return;
            }
            const auto &[console, taken] = *opened;
            // Two consoles under one name and key would write two histories of one log.
            if (console > 1)
                m_workstation += u'-' + QString::number(console);
            if (m_keychain && isNameAfter(taken, m_workstation))
                m_workstation = taken;
            readKey();
        });
}

void AuditLog::tryAgain(const Error &error, void (AuditLog::*step)())
{
    m_state.writeFailure = error.detail;
    publish();
    QTimer::singleShot(m_retry.interval(), this, step); // a full disk may have room again
}

void AuditLog::readKey()
{
    if (!m_keychain) {
        replay();
        return;
    }
    m_keychain->read(this, keyName(m_workstation), [this](Result<QByteArray> kept) {
        if (kept && kept->size() == 32) {
            m_seed = *kept;
            m_state.keyKept = true;
        }
        replay();
    });
}

void AuditLog::replay()
{
    m_files.ask(
        this,
        [](AuditFiles::Place &place) -> Result<QList<FoundLog>> {
            const auto logs = place.folder.read();
            if (!logs)
                return logs.error();
            QList<FoundLog> found;
            for (const AuditFolder::Log &log : *logs)
                found.append(replayLog(log));
            return found;
        },
        [this](const Result<QList<FoundLog>> &found) { take(found); });
}

void AuditLog::take(const Result<QList<FoundLog>> &found)
{
    if (!found) {
        tryAgain(found.error(), &AuditLog::replay);
        return;
    }
    m_state.writeFailure.clear();
    m_found = *found;
    const auto mine = m_seed.isEmpty() ? Result<QByteArray>(QByteArray()) : identity::NoteSigner::publicKey(m_seed);
    for (FoundLog &log : m_found)
        vouch(log, mine ? *mine : QByteArray());
    m_damage = damageIn(m_found);
    const std::optional<FoundLog> last = m_found.isEmpty() ? std::nullopt : std::optional(m_found.last());
    // Going on behind a settlement that nobody vouches for would vouch for it.
    const bool goesOn =
        last && isWhole(*last) && last->replay.key && mine && last->replay.key->key == *mine && !hasUnprovedSettlement(*last);
    const bool there = goesOn ? proceed(*last)
                              : begin(last ? last->replay.chain.head() : identity::AuditChain::nothing(),
                                      !last ? u"first"_s : (isWhole(*last) ? u"new key"_s : u"after damage"_s));
    if (!there) {
        tryAgain({Error::Code::Internal, m_state.writeFailure}, &AuditLog::readKey);
        return;
    }
    m_state.checked = true;
    if (m_damage)
        record({.event = u"log.damaged"_s, .object = m_damage->key, .result = u"failed"_s});
    for (const Early &early : std::exchange(m_early, {}))
        add(early);
    m_minute.start();
    m_clockLook.start();
    publish();
    Q_EMIT ready();
}

bool AuditLog::proceed(const FoundLog &log)
{
    auto signer = identity::NoteSigner::fromSeed(m_seed, log.replay.key->name);
    if (!signer) {
        m_state.writeFailure = signer.error().detail;
        return false;
    }
    m_signer = *signer;
    OPENSSL_cleanse(m_seed.data(), std::size_t(m_seed.size()));
    m_seed.clear();
    m_chain = log.replay.chain;
    m_number = log.number;
    m_state.file = log.path;
    for (const auto &promised : log.promised)
        m_sealed = std::max(m_sealed, promised.size);
    m_sealed = std::min(m_sealed, m_chain.size());
    m_state.cosigned = log.cosigned;
    for (qint64 entry = log.cosigned + 1; entry <= m_chain.size(); ++entry)
        m_open.emplace_back(entry, entry == log.cosigned + 1 ? log.firstOpen.value_or(m_clock.now()) : m_clock.now());
    m_files.ask(
        this,
        [number = m_number, good = log.replay.good, entries = m_chain.size()](AuditFiles::Place &place) {
            return place.folder.begin(number, good, entries);
        },
        [](const Result<Done> &) {}); // a failure shows when it is written to
    if (log.replay.fault)
        m_early.push_front(
            {{.event = u"log.repaired"_s, .object = u"unfinished last line"_s}, m_clock.now(), m_monotonic.elapsed()});
    return true;
}

bool AuditLog::begin(QByteArray link, const QString &why)
{
    // A log that ended does not go on under its old name, which is that of its key.
    const auto old = m_seed.isEmpty() ? Result<QByteArray>(QByteArray()) : identity::NoteSigner::publicKey(m_seed);
    const bool used =
        std::ranges::any_of(m_found, [&](const FoundLog &log) { return log.replay.key && old && log.replay.key->key == *old; });
    if (m_seed.isEmpty() || used) {
        auto seed = identity::NoteSigner::newSeed();
        if (!seed) {
            m_state.writeFailure = seed.error().detail;
            return false;
        }
        m_seed = *seed;
        m_state.keyKept = false;
        if (m_keychain)
            m_keychain->store(this, keyName(m_workstation), m_seed, [this](Result<Done> stored) {
                m_state.keyKept = stored.has_value();
                publish();
            });
    }
    const auto key = identity::NoteSigner::publicKey(m_seed);
    auto signer = key ? identity::NoteSigner::fromSeed(m_seed, identity::auditOrigin(m_workstation, *key)) : key.error();
    if (!signer) {
        m_state.writeFailure = signer.error().detail;
        return false;
    }
    m_signer = *signer;
    OPENSSL_cleanse(m_seed.data(), std::size_t(m_seed.size()));
    m_seed.clear();
    m_chain = identity::AuditChain(link);
    m_number = (m_found.isEmpty() ? 0 : m_found.last().number) + 1;
    m_sealed = 0;
    m_open.clear();
    m_state.cosigned = 0;
    m_state.cosignedAt.reset();
    m_files.ask(
        this,
        [number = m_number](AuditFiles::Place &place) -> Result<QString> {
            if (const auto begun = place.folder.begin(number, 0, 0); !begun)
                return begun.error();
            return place.folder.pathOf(number);
        },
        [this](const Result<QString> &path) {
            if (path)
                m_state.file = *path;
            publish();
        });
    AuditEvent first{.event = QLatin1String(identity::auditBegun),
                     .object = QString::fromLatin1(m_signer->verifier().toText()),
                     .result = why};
    add({first, m_clock.now(), m_monotonic.elapsed()});
    // What follows is held against this one too when a platform answers later.
    FoundLog mine{.number = m_number};
    mine.replay.key = m_signer->verifier();
    mine.replay.continues = std::move(link);
    const QStringList settled = settledIn(m_found);
    m_found.append(mine);
    // The key that signed for these is not there any more; this one does.
    for (const QString &damage : settled)
        addSettlement({.result = u"said again"_s}, damage);
    if (!settled.isEmpty())
        seal();
    return true;
}

void AuditLog::addSettlement(AuditEvent who, const QString &damage)
{
    who.event = QLatin1String(identity::auditSettled);
    who.object = damage;
    add({who, m_clock.now(), m_monotonic.elapsed()});
    m_found.last().vouched = m_chain.size();
    m_found.last().replay.settled.append({damage, m_chain.size()});
}

void AuditLog::record(const AuditEvent &event)
{
    const Early early{event, m_clock.now(), m_monotonic.elapsed()};
    if (m_state.checked && m_signer)
        add(early);
    else if (m_early.size() < mostWaiting)
        m_early.push_back(early);
}

void AuditLog::add(const Early &early)
{
    const AuditEvent &event = early.event;
    identity::AuditFacts facts{event.event,         event.object,    event.result,
                               event.subject.value, event.session,   m_workstation,
                               early.time,          early.monotonic, {}};
    Pending pending;
    if (!event.data.isEmpty()) {
        identity::CanonicalJson::Object members;
        for (auto it = event.data.begin(); it != event.data.end(); ++it)
            members.insert(it.key(), it.value());
        const auto json = identity::CanonicalJson(members).write();
        const auto salt = identity::secureRandom(16);
        if (json && salt) {
            pending.data = {*salt, *json};
            facts.data = identity::sha256(*salt + *json).toHex();
        }
    }
    const auto line = m_chain.append(facts);
    if (!line) {
        m_state.writeFailure = u"an event could not be put into words: %1"_s.arg(event.event);
        publish();
        return;
    }
    pending.sequence = m_chain.size();
    pending.line = *line;
    m_open.emplace_back(pending.sequence, early.time);
    m_pending.push_back(std::move(pending));
    write();
    if (m_chain.size() - m_sealed >= checkpointEvery)
        seal();
    publish();
}

std::function<Result<Done>(AuditFiles::Place &)> AuditLog::writing(std::size_t from) const
{
    QList<QByteArray> lines;
    QList<std::pair<qint64, AuditData::Entry>> data;
    for (auto pending = m_pending.begin() + static_cast<std::ptrdiff_t>(from); pending != m_pending.end(); ++pending) {
        lines.append(pending->line);
        if (!pending->data.salt.isEmpty())
            data.append({pending->sequence, pending->data});
    }
    return [number = m_number, first = m_chain.size() - lines.size() + 1, lines, data](AuditFiles::Place &place) -> Result<Done> {
        // Data first: a hash without its data would look like data that was erased.
        for (const auto &[sequence, entry] : data) {
            if (auto kept = place.data.put(number, sequence, entry); !kept)
                return kept;
        }
        return place.folder.append(first, lines);
    };
}

void AuditLog::write()
{
    if (m_writing > 0 || m_pending.empty())
        return;
    m_writing = m_pending.size();
    m_files.ask(this, writing(0), [this](const Result<Done> &written) {
        const auto count = static_cast<std::ptrdiff_t>(std::exchange(m_writing, 0));
        if (!written) {
            m_state.writeFailure = written.error().detail;
            m_retry.start();
            publish();
            return;
        }
        m_pending.erase(m_pending.begin(), m_pending.begin() + count);
        if (!std::exchange(m_state.writeFailure, {}).isEmpty())
            record({.event = u"log.write-failed"_s, .object = u"%1 entries written late"_s.arg(count), .result = u"failed"_s});
        write();
        if (m_pending.empty() && m_settling)
            settle(*std::exchange(m_settling, {}));
        if (m_pending.empty() && std::exchange(m_renaming, false))
            rename();
        if (m_pending.empty() && std::exchange(m_sealWanted, false))
            seal();
        publish();
    });
}

void AuditLog::seal()
{
    if (!m_signer || m_chain.size() == m_sealed)
        return;
    if (!m_pending.empty()) {
        m_sealWanted = true;
        return;
    }
    const auto note = m_signer->sign(m_chain.checkpointText(origin(), m_chain.size()));
    if (!note)
        return;
    m_sealed = m_chain.size();
    m_files.ask(
        this, [note = *note, size = m_sealed](AuditFiles::Place &place) { return place.folder.keepCheckpoint(note, size); },
        [this](const Result<Done> &kept) {
            if (!kept) {
                m_state.writeFailure = kept.error().detail;
                m_sealed = 0; // again with the next entry
                publish();
            }
        });
    Q_EMIT sealed();
}

Result<CosignWish> AuditLog::wish(qint64 knownSize) const
{
    const auto note = m_signer->sign(m_chain.checkpointText(origin(), m_sealed));
    if (!note)
        return note.error();
    CosignWish wish{*note, m_signer->verifier().toText(), knownSize, {}};
    if (knownSize > 0 && knownSize <= m_sealed)
        wish.consistency = m_chain.tree().consistency(knownSize, m_sealed);
    return wish;
}

bool AuditLog::hold(const identity::Checkpoint &cosigned, Instant when)
{
    if (cosigned.origin == origin())
        m_found.last().replay.chain = m_chain;
    auto damage = damageAgainst(m_found, cosigned, when);
    if (!damage)
        return true;
    if (!m_damage) {
        m_damage = std::move(damage);
        record({.event = u"log.damaged"_s, .object = m_damage->key, .result = u"failed"_s});
        publish();
    }
    return false;
}

void AuditLog::setAwaitsPlatform(bool awaits)
{
    m_state.awaitsPlatform = awaits;
    publish();
}

void AuditLog::setCosigned(const identity::Checkpoint &cosigned, Instant when, const QByteArray &note, const QString &platform)
{
    if (cosigned.origin != origin() || !m_chain.holds(cosigned))
        return;
    m_state.cosigned = std::max(m_state.cosigned, cosigned.size);
    m_state.cosignedAt = when;
    while (!m_open.empty() && m_open.front().first <= m_state.cosigned)
        m_open.pop_front();
    m_files.ask(
        this, [platform, note](AuditFiles::Place &place) { return place.folder.keepCosigned(note, platform); },
        [this](const Result<Done> &kept) {
            if (!kept) {
                m_state.writeFailure = kept.error().detail;
                publish();
            }
        });
    publish();
}

void AuditLog::settle(const AuditEvent &who)
{
    if (!m_damage || !m_signer)
        return;
    if (!m_pending.empty()) { // they belong to the log that ends
        m_settling = who;
        return;
    }
    const QString key = m_damage->key;
    if (m_damage->finding.file == m_state.file || key.startsWith(origin() + u':')) {
        m_found.last().replay.chain = m_chain;
        if (!begin(m_chain.head(), u"after damage"_s)) {
            publish();
            return;
        }
    }
    addSettlement(who, key);
    seal();
    m_damage = damageIn(m_found); // there may be more of it
    publish();
    Q_EMIT ready();
}

void AuditLog::rename()
{
    if (!m_signer || m_state.isRenamed)
        return;
    if (!m_pending.empty()) { // they belong to the log that ends
        m_renaming = true;
        return;
    }
    const QString before = m_workstation;
    m_workstation += u'-' + randomName();
    m_found.last().replay.chain = m_chain;
    if (!begin(m_chain.head(), u"name held elsewhere"_s)) {
        m_workstation = before;
        publish();
        return;
    }
    m_state.isRenamed = true;
    m_files.ask(
        this, [name = m_workstation.toLatin1()](AuditFiles::Place &place) { return place.folder.keep(nameFile, name); },
        [this](const Result<Done> &kept) {
            if (!kept)
                record({.event = u"log.name-not-kept"_s, .object = kept.error().detail, .result = u"failed"_s});
        });
    record({.event = u"log.renamed"_s, .object = before});
    seal();
    publish();
    Q_EMIT ready();
}

void AuditLog::lookAtClock()
{
    const qint64 passed = toMilliseconds(m_clock.now()) - toMilliseconds(m_began);
    const qint64 jump = passed - m_monotonic.elapsed();
    if (std::abs(jump) < clockJump)
        return;
    m_began += std::chrono::milliseconds(jump);
    record({.event = u"clock.jumped"_s, .object = u"%1 ms"_s.arg(jump)});
}

void AuditLog::publish()
{
    m_state.finding = m_damage ? std::optional(m_damage->finding) : std::nullopt;
    m_state.entries = m_chain.size();
    m_state.waiting = static_cast<qint64>(m_pending.size());
    m_state.oldestOpen = m_open.empty() ? std::nullopt : std::optional(m_open.front().second);
    m_store.setAudit(m_state);
}

} // namespace stanforis
