// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"

#include "app/platform/catalogue/cataloguecheck.h"
#include "app/platform/state/wire.h"

#include <google/protobuf/util/json_util.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringBuilder>

#include <algorithm>
#include <array>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

template <class Message>
[[nodiscard]] Result<Message> fromJson(const QJsonObject &object, const QString &where)
{
    Message message;
    const auto text = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    const auto status = google::protobuf::util::JsonStringToMessage(text, &message);
    if (!status.ok())
        return Error{Error::Code::Malformed, where % u": "_s % fromWire(std::string(status.message()))};
    return message;
}

// Sectors that are not named here come after those that are, by name.
[[nodiscard]] int place(const Sector *sector)
{
    static constexpr std::array order{"health", "finance", "education", "agriculture", "energy", "transport", "industry"};
    const auto found = std::find(order.begin(), order.end(), sector->summary().id());
    return static_cast<int>(found - order.begin());
}

} // namespace

QString Catalogue::builtIn() { return u":/stanforis/catalogue"_s; }

Result<std::unique_ptr<Catalogue>> Catalogue::load(const QString &folder)
{
    const QDir directory(folder);
    std::unique_ptr<Catalogue> result(new Catalogue);
    for (const QString &name : directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        if (const auto done = result->readFile(directory.filePath(name)); !done)
            return done.error();
    }
    if (result->m_sectors.empty())
        return Error{Error::Code::NotFound, folder % u": holds no sector"_s};
    result->index();
    if (const QString wrong = checkCatalogue(*result); !wrong.isEmpty())
        return Error{Error::Code::Invalid, wrong};
    return result;
}

Result<Done> Catalogue::readFile(const QString &path)
{
    const QString name = path.section(u'/', -1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, name % u": "_s % file.errorString()};
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return Error{Error::Code::Malformed,
                     name % u", byte "_s % QString::number(problem.offset) % u": "_s % problem.errorString()};
    const auto root = document.object();
    if (!root.contains("sector"_L1))
        return Done{}; // the folder may hold other data, the map for one
    auto sector = fromJson<Sector>(root.value("sector"_L1).toObject(), name % u", sector"_s);
    if (!sector)
        return sector.error();
    if (const QString wrong = checkSector(*sector, name); !wrong.isEmpty())
        return Error{Error::Code::Invalid, wrong};
    if (this->sector(SectorId(fromWire(sector->summary().id()))))
        return Error{Error::Code::Invalid, name % u", sector.summary.id: is taken by another file"_s};
    m_sectors.push_back(std::move(*sector));
    m_order.push_back(&m_sectors.back());
    const auto pages = root.value("pages"_L1).toArray();
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const QString where = name % u", pages["_s % QString::number(i) % u"]"_s;
        auto page = fromJson<ServicePage>(pages.at(i).toObject(), where);
        if (!page)
            return page.error();
        if (const QString wrong = checkPage(*page, m_sectors.back(), where); !wrong.isEmpty())
            return Error{Error::Code::Invalid, wrong};
        m_pages.push_back(std::move(*page));
        m_pageOrder.push_back(&m_pages.back());
    }
    return Done{};
}

void Catalogue::index()
{
    std::stable_sort(m_order.begin(), m_order.end(), [](const Sector *a, const Sector *b) { return place(a) < place(b); });
    for (auto &sector : m_sectors) {
        sector.mutable_summary()->set_service_count(sector.services_size());
        for (const auto &service : sector.services())
            m_services.insert(fromWire(service.id()), {&sector, &service});
        for (auto &service : *sector.mutable_services()) {
            for (auto &summary : *service.mutable_pages())
                tellWhoOpens(sector, service, summary);
        }
    }
}

void Catalogue::tellWhoOpens(const Sector &sector, const Microservice &service, ServicePageSummary &summary) const
{
    const auto *page =
        servicePage(SectorId(fromWire(sector.summary().id())), ServiceId(fromWire(service.id())), PageId(fromWire(summary.id())));
    summary.clear_role_ids();
    if (!page)
        return;
    const auto opening = rolesThatOpen(*page);
    for (const auto &role : sector.summary().roles()) { // in the sector's order
        if (opening.contains(RoleId(fromWire(role.id()))))
            summary.add_role_ids(role.id());
    }
}

QString Catalogue::nation() const { return u"Republic of Norvane"_s; }

const Sector *Catalogue::sector(const SectorId &id) const
{
    const auto wanted = toWire(id.value);
    const auto found =
        std::find_if(m_order.begin(), m_order.end(), [&](const Sector *each) { return each->summary().id() == wanted; });
    return found == m_order.end() ? nullptr : *found;
}

const SectorSummary *Catalogue::sectorSummary(const SectorId &id) const
{
    const auto *found = sector(id);
    return found ? &found->summary() : nullptr;
}

const ServicePage *Catalogue::servicePage(const SectorId &sector, const ServiceId &service, const PageId &page) const
{
    const auto found = std::find_if(m_pageOrder.begin(), m_pageOrder.end(), [&](const ServicePage *each) {
        return fromWire(each->id()) == page.value && fromWire(each->service_id()) == service.value &&
               fromWire(each->sector_id()) == sector.value;
    });
    return found == m_pageOrder.end() ? nullptr : *found;
}

} // namespace stanforis
