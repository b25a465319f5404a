// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/chartaccessible.h"

#include "views/plots/chartface.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace stanforis {
namespace {

/// Role Chart; its value is the sentence that sums the picture up.
class ChartInterface final : public QAccessibleWidget
{
public:
    explicit ChartInterface(ChartFace *face)
        : QAccessibleWidget(face, QAccessible::Chart)
        , m_face(face)
    {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const bool isSentence = kind == QAccessible::Value || kind == QAccessible::Description;
        return isSentence ? m_face->description() : QAccessibleWidget::text(kind);
    }

private:
    ChartFace *m_face;
};

QAccessibleInterface *makeInterface(const QString & /*className*/, QObject *object)
{
    auto *const face = qobject_cast<ChartFace *>(object);
    return face != nullptr ? new ChartInterface(face) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    static_cast<void>(installed);
}

} // namespace stanforis
