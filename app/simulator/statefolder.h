// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QDir>
#include <QLockFile>
#include <QTemporaryDir>

#include <memory>

namespace stanforis {

/// The folder the simulator keeps itself in, locked for as long as this object lives.
class StateFolder
{
public:
    /// An empty path makes a temporary folder, removed at the end. Storage: it cannot be made or written; Conflict: another
    /// simulator uses it.
    [[nodiscard]] static Result<StateFolder> open(const QString &path);

    [[nodiscard]] QString path() const { return m_dir.absolutePath(); }
    [[nodiscard]] QString file(const QString &name) const { return m_dir.absoluteFilePath(name); }

private:
    StateFolder() = default;

    std::unique_ptr<QTemporaryDir> m_temporary;
    QDir m_dir;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace stanforis
