// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/transaction.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace stanforis {

class SeverityLabel;
class TextLabel;

/// Checks a receipt that somebody holds, from a file or pasted. Anybody may; the answer is in words.
class ReceiptCheck final : public QWidget
{
    Q_OBJECT

public:
    explicit ReceiptCheck(QWidget *parent = nullptr);

    /// The answer to checkRequested().
    void setOutcome(const Result<ReceiptFacts> &outcome);
    /// False while there is no platform to ask for its keys, with the reason.
    void setAvailable(bool available);
    [[nodiscard]] QString answer() const;

Q_SIGNALS:
    /// The receipt as it was pasted or read; not looked at yet.
    void checkRequested(const QByteArray &receipt);

private:
    void checkText();
    void openFile();
    void readFile(const QString &path);
    void ask(const QByteArray &receipt);
    void tell(const QString &happened, const QString &more, bool abnormal);
    void setReady();

    QLineEdit *m_text;
    QPushButton *m_check;
    QPushButton *m_open;
    SeverityLabel *m_verdict;
    TextLabel *m_more;
    bool m_busy = false;
    bool m_available = true;
};

} // namespace stanforis
