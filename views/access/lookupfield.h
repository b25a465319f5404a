// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/lookup.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace stanforis {

class SeverityLabel;
class TextLabel;

/// One field for what somebody holds: a receipt, a credential, or an identifier, from a file or pasted. It is recognised by its
/// form. Anybody may ask; the answer is in words.
class LookUpField final : public QWidget
{
    Q_OBJECT

public:
    explicit LookUpField(QWidget *parent = nullptr);

    /// The answer to checkRequested().
    void setOutcome(const LookUpAnswer &answer);
    /// False while there is no platform to ask for its keys, with the reason.
    void setAvailable(bool available);
    [[nodiscard]] QString answer() const;

Q_SIGNALS:
    /// The text as it was pasted or read; not looked at yet.
    void checkRequested(const QByteArray &text);

private:
    void checkText();
    void openFile();
    void readFile(const QString &path);
    void ask(const QByteArray &text);
    void tell(const QString &happened, const QString &more, bool abnormal);
    void setReady();

    QLineEdit *m_text;
    QPushButton *m_check;
    QPushButton *m_open;
    QPushButton *m_document; ///< opens the document of an identifier
    SeverityLabel *m_verdict;
    TextLabel *m_more;
    QByteArray m_json;
    bool m_busy = false;
    bool m_available = true;
};

} // namespace stanforis
