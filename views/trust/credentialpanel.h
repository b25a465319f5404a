// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/did.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace stanforis {

class TextLabel;

/// What a person holds, for the identity drawer: their identifier with its keys, and each role as a credential that was verified
/// just now, with where it comes from and when it ends. GUI thread.
class CredentialPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialPanel(QWidget *parent = nullptr);

    /// Being asked for; what was there is kept until the answer.
    void setWaiting();
    /// Nothing of whoever was shown stays.
    void clear();
    /// Why nothing could be read.
    void setFailure(const Error &error);
    void setIdentifier(const QString &did, const Result<DidDocument> &document);
    /// In the order of the wallet; an error is why one is not believed.
    void setCredentials(const QList<Result<CredentialFacts>> &credentials);

Q_SIGNALS:
    void refreshRequested();

private:
    TextLabel *m_did;
    TextLabel *m_keys;
    QPushButton *m_document;
    QPushButton *m_again;
    QVBoxLayout *m_rows;
    TextLabel *m_note;
    QByteArray m_json;
};

} // namespace stanforis
