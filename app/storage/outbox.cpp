// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/outbox.h"

#include "app/storage/outboxfile.h"

#include <QStandardPaths>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString usualFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stanforis/outbox.sqlite"_s;
}

/// A database belongs to the thread that opened it.
OutboxFile &openedBy(std::unique_ptr<OutboxFile> &file, const QString &path)
{
    if (!file)
        file = std::make_unique<OutboxFile>(path);
    return *file;
}

} // namespace

Outbox::Outbox(const QString &file)
    : m_path(file.isEmpty() ? usualFile() : file)
{}

Outbox::~Outbox()
{
    m_thread.ask<Done>(nullptr, {}, [this]() -> Result<Done> {
        m_file.reset();
        return Done{};
    });
}

void Outbox::put(QObject *context, const UnsentWork &work, Reply<Done> reply)
{
    m_thread.ask<Done>(context, std::move(reply), [this, work] { return openedBy(m_file, m_path).put(work); });
}

void Outbox::remove(QObject *context, const UnsentWork &work, Reply<Done> reply)
{
    m_thread.ask<Done>(context, std::move(reply), [this, work] { return openedBy(m_file, m_path).remove(work); });
}

void Outbox::read(QObject *context, const QString &platform, const SubjectId &subject, Reply<QList<UnsentWork>> reply)
{
    m_thread.ask<QList<UnsentWork>>(context, std::move(reply),
                                    [this, platform, subject] { return openedBy(m_file, m_path).read(platform, subject); });
}

} // namespace stanforis
