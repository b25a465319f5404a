// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/auditfolder.h"

#include "app/storage/durable.h"

#include <QDir>
#include <QLockFile>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostConsoles = 8; // of one person at a time
constexpr qint64 largestLog = qint64(1) << 30;

Error storage(const QString &path, const QString &what)
{
    return {Error::Code::Storage, QDir::toNativeSeparators(path) + u": "_s + what};
}

QString numbered(int number) { return u"%1"_s.arg(number, 4, 10, QLatin1Char('0')); }

void forOwnerOnly(QFileDevice &file) { file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); }

} // namespace

AuditFolder::AuditFolder(const QString &folder)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stanforis/audit"_s
                                : folder)
{}

AuditFolder::~AuditFolder() = default;

Result<Done> AuditFolder::open()
{
    if (m_lock)
        return Done{};
    for (int console = 1; console <= mostConsoles; ++console) {
        const QString path = console == 1 ? m_folder : m_folder + u'-' + QString::number(console);
        if (!QDir().mkpath(path))
            return storage(path, u"the folder cannot be made"_s);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        auto lock = std::make_unique<QLockFile>(path + u"/lock"_s);
        lock->setStaleLockTime(0); // stale when its process is gone, not by age
        if (lock->tryLock(0)) {
            m_lock = std::move(lock);
            m_path = path;
            m_console = console;
            return Done{};
        }
        if (lock->error() != QLockFile::LockFailedError)
            return storage(path, u"the folder cannot be written"_s);
    }
    return storage(m_folder, u"too many consoles use it"_s);
}

QString AuditFolder::pathOf(int number) const { return m_path + u'/' + numbered(number) + u".audit.jsonl"_s; }

Result<QList<AuditFolder::Log>> AuditFolder::read() const
{
    static const QRegularExpression name(u"^(\\d{4,6})\\.audit\\.jsonl$"_s);
    QList<Log> logs;
    const auto entries = QDir(m_path).entryList({u"*.audit.jsonl"_s}, QDir::Files, QDir::Name);
    for (const QString &entry : entries) {
        const auto match = name.match(entry);
        if (!match.hasMatch())
            continue;
        QFile file(m_path + u'/' + entry);
        if (!file.open(QFile::ReadOnly) || file.size() > largestLog)
            return storage(file.fileName(), file.isOpen() ? u"is larger than 1 GiB"_s : file.errorString());
        const int number = match.captured(1).toInt();
        Log log{number, file.fileName(), file.read(file.size()), kept(numbered(number) + u".checkpoint"_s), {}};
        if (file.error() != QFile::NoError)
            return storage(file.fileName(), file.errorString());
        const auto notes = QDir(m_path).entryList({numbered(number) + u".cosigned-*"_s}, QDir::Files, QDir::Name);
        for (const QString &note : notes)
            log.cosigned.append(kept(note));
        logs.append(log);
    }
    return logs;
}

Result<Done> AuditFolder::begin(int number, qint64 good, qint64 entries)
{
    m_file.close();
    m_file.setFileName(pathOf(number));
    m_number = number;
    m_good = good;
    m_entries = entries;
    if (!m_file.open(QFile::ReadWrite | QFile::Unbuffered))
        return storage(m_file.fileName(), m_file.errorString());
    forOwnerOnly(m_file);
    return Done{};
}

Result<Done> AuditFolder::append(qint64 first, const QList<QByteArray> &lines)
{
    if (first != m_entries + 1)
        return storage(m_file.fileName(), u"entries before these were not written"_s);
    QByteArray bytes;
    for (const QByteArray &line : lines)
        bytes += line + '\n';
    // What an earlier attempt left behind goes first, so that a line is never half there.
    const bool open = m_file.isOpen() || (!m_file.fileName().isEmpty() && m_file.open(QFile::ReadWrite | QFile::Unbuffered));
    if (!open || (m_file.size() != m_good && !m_file.resize(m_good)) || !m_file.seek(m_good))
        return storage(m_file.fileName(), m_file.errorString());
    if (m_file.write(bytes) != bytes.size() || !makeDurable(m_file)) {
        const QString why = m_file.errorString();
        m_file.resize(m_good);
        return storage(m_file.fileName(), why);
    }
    m_good += bytes.size();
    m_entries += lines.size();
    return Done{};
}

Result<Done> AuditFolder::keepCheckpoint(const QByteArray &note, qint64 entries)
{
    if (entries > m_entries)
        return storage(m_file.fileName(), u"entries before this checkpoint were not written"_s);
    return keep(numbered(m_number) + u".checkpoint"_s, note);
}

Result<Done> AuditFolder::keepCosigned(const QByteArray &note, const QString &platform)
{
    return keep(numbered(m_number) + u".cosigned-"_s + platform, note);
}

Result<Done> AuditFolder::keep(const QString &name, const QByteArray &content)
{
    QSaveFile file(m_path + u'/' + name);
    if (!file.open(QSaveFile::WriteOnly))
        return storage(file.fileName(), file.errorString());
    forOwnerOnly(file);
    if (file.write(content) != content.size() || !file.commit())
        return storage(file.fileName(), file.errorString());
    return Done{};
}

QByteArray AuditFolder::kept(const QString &name) const
{
    QFile file(m_path + u'/' + name);
    return file.open(QFile::ReadOnly) ? file.read(64 * 1024) : QByteArray();
}

} // namespace stanforis
