// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/walletcontroller.h"
#include "pagepictures.h"
#include "views/trust/credentialpanel.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

CredentialFacts roleIn(const char *sector, const QString &grantedBy)
{
    CredentialFacts facts;
    facts.sector = SectorId(QString::fromLatin1(sector));
    facts.role = RoleId(u"operator"_s);
    facts.grantedBy = grantedBy;
    facts.until = fromMicroseconds(1'800'000'000'000'000);
    return facts;
}

/// Holds two credentials; every answer waits until it is let go, whatever became of who asked.
class SlowPlatform final : public WalletPort, public RegistryPort
{
public:
    void wallet(QObject *, Reply<Wallet> reply) override
    {
        Wallet wallet;
        wallet.did = u"did:web:platform.test:op:00aa"_s;
        wallet.credentials = {"one", "two"};
        answers.append([reply, wallet] { reply(wallet); });
    }
    void resolve(QObject *, const QString &did, Reply<DidDocument> reply) override
    {
        answers.append([reply, did] {
            DidDocument document;
            document.id = did;
            reply(document);
        });
    }
    void verifyCredential(QObject *context, const QByteArray &, const QString &, Reply<CredentialFacts> reply) override
    {
        asked += context ? 1 : 0;
        answers.append([reply] { reply(roleIn("energy", u"Triin Rebane"_s)); });
    }
    void answer()
    {
        for (const auto &give : std::exchange(answers, {}))
            give();
    }
    QList<std::function<void()>> answers;
    int asked = 0;
};

} // namespace

class TestCredentialPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRoleSaysWhereItComesFromAndWhenItEnds()
    {
        ThemeManager theme(qApp);
        CredentialPanel panel;
        panel.resize(360, 420);
        panel.show();
        QVERIFY(!child<QPushButton>(panel, u"credential-again"_s)->isEnabled());
        panel.setCredentials({roleIn("energy", u"Triin Rebane"_s), roleIn("health", {}),
                              Error{Error::Code::Untrusted, u"revoked"_s}, Error{Error::Code::Untrusted, u"signature"_s}});
        const auto shown = [&panel] {
            QStringList rows;
            for (const QWidget *widget : panel.findChildren<QWidget *>()) {
                if (!widget->accessibleDescription().isEmpty() && widget->isVisible())
                    rows.append(widget->accessibleName() + u": "_s + widget->accessibleDescription());
            }
            return rows.join(u'\n');
        };
        QTRY_VERIFY(!shown().isEmpty()); // a layout shows what is new in it a moment later
        const QString all = shown();
        QVERIFY2(all.contains(u"operator in energy"_s) && all.contains(u"granted by Triin Rebane"_s), qPrintable(all));
        QVERIFY(all.contains(u"held from the beginning"_s));
        QVERIFY(all.contains(u"Revoked"_s) && all.contains(u"Not genuine"_s));
        QCOMPARE(namelessControls(panel), QStringList());
        QSignalSpy again(&panel, &CredentialPanel::refreshRequested);
        QTest::mouseClick(child<QPushButton>(panel, u"credential-again"_s), Qt::LeftButton);
        QCOMPARE(again.size(), 1);
        keepPicture(panel, u"credential-panel"_s);
    }

    void nothingOfWhoIsGoneIsShown()
    {
        ThemeManager theme(qApp);
        CredentialPanel panel;
        panel.show();
        SlowPlatform platform;
        WalletController controller(panel, platform, platform);
        const auto rows = [&panel] {
            int count = 0;
            for (const QWidget *widget : panel.findChildren<QWidget *>())
                count += widget->accessibleDescription().contains(u"Triin Rebane"_s);
            return count;
        };
        controller.refresh();
        platform.answer(); // the wallet
        platform.answer(); // the identifier and the first credential
        controller.forget();
        platform.answer(); // the second one, which was on its way
        QCOMPARE(platform.asked, 2);
        QCOMPARE(rows(), 0);
        controller.refresh();
        for (int answers = 0; answers < 3; ++answers)
            platform.answer();
        QCOMPARE(rows(), 2);
    }

    void theIdentifierIsShownInWordsAndAsDocument()
    {
        ThemeManager theme(qApp);
        CredentialPanel panel;
        panel.show();
        DidDocument document;
        document.id = u"did:web:127.0.0.1%3A8443:op:00aa"_s;
        document.json = R"({"id":"did:web:127.0.0.1%3A8443:op:00aa"})";
        panel.setIdentifier(document.id, document);
        QCOMPARE(child<QWidget>(panel, u"credential-did"_s)->accessibleName(), document.id);
        QTest::mouseClick(child<QPushButton>(panel, u"credential-document"_s), Qt::LeftButton);
        QPlainTextEdit *text = nullptr;
        QTRY_VERIFY((text = panel.findChild<QPlainTextEdit *>(u"look-up-json"_s)) && text->isVisible());
        text->window()->close();
        panel.setIdentifier(document.id, Error{Error::Code::NotFound, {}});
        QVERIFY(child<QWidget>(panel, u"credential-document"_s)->isHidden());
    }

    void nothingHeldAndNothingReadAreToldApart()
    {
        ThemeManager theme(qApp);
        CredentialPanel panel;
        panel.show();
        const auto says = [&](const QString &part) {
            const auto labels = panel.findChildren<QLabel *>();
            return std::ranges::any_of(labels,
                                       [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
        };
        panel.setCredentials({});
        QVERIFY(says(u"No role yet"_s));
        panel.setFailure({Error::Code::Unreachable, {}});
        QVERIFY(says(u"can't be reached"_s) && !says(u"No role yet"_s));
    }
};

QTEST_MAIN(TestCredentialPanel)
#include "tst_credentialpanel.moc"
