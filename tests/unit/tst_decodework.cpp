// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodework.h"

#include "stanforis/notices/v1/notices.pb.h"
#include "stanforis/records/v1/records.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string spoofed = "Pay \u202Efdp.exe";
const QString written = u"Pay [U+202E]fdp.exe"_s;

template <class Message>
QByteArray bytesOfMessage(const Message &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

} // namespace

/// Threat 14: what comes from outside and stands in a title, a label or the window's frame.
class TestDecodeWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void T14_titlesOfRecordsDoNotTurnTheDirectionOfReading()
    {
        records::v1::Record record;
        record.set_title(spoofed);
        record.set_subtitle(spoofed);
        record.add_facts(spoofed);
        (*record.mutable_values())["name"] = spoofed;
        auto *section = record.add_sections();
        section->set_title(spoofed);
        section->add_rows()->add_cells(spoofed);
        const auto read = decodeRecord(bytesOfMessage(record));
        QVERIFY(read);
        QCOMPARE(read->title, written);
        QCOMPARE(read->subtitle, written);
        QCOMPARE(read->facts, QStringList{written});
        QCOMPARE(read->sections.first().title, written);
        QCOMPARE(read->sections.first().rows.first(), QStringList{written});
        QCOMPARE(read->values.value(u"name"_s), QString::fromStdString(spoofed)); // what is signed stays what it is
    }

    void T14_norDoThoseOfNoticesAndOfSomebodysWork()
    {
        notices::v1::Notice notice;
        notice.set_title(spoofed);
        notice.set_text(spoofed);
        const auto told = decodeNotice(bytesOfMessage(notice));
        QVERIFY(told);
        QCOMPARE(told->title, written);
        QCOMPARE(told->text, written);

        transactions::v1::Outcome work;
        work.set_title(spoofed);
        work.set_requester(spoofed);
        work.set_reason(spoofed);
        const auto asked = decodeTransaction(bytesOfMessage(work));
        QVERIFY(asked);
        QCOMPARE(asked->title, written);
        QCOMPARE(asked->requester, written);
        QCOMPARE(asked->reason, written);
    }
};

QTEST_GUILESS_MAIN(TestDecodeWork)
#include "tst_decodework.moc"
