// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/frameshape.h"

#include <cstdint>
#include <optional>

namespace stanforis {

namespace {

constexpr int mostBlocks = 200'000;
constexpr int mostAnnouncements = 100'000;
constexpr int mostFields = 1'000'000;

/// Walks the fields of one message (https://protobuf.dev/programming-guides/encoding/).
class Fields final
{
public:
    explicit Fields(std::string_view bytes)
        : m_left(bytes)
    {}

    struct Field
    {
        std::uint64_t number = 0;
        std::string_view bytes; ///< of a length-delimited field
    };

    [[nodiscard]] bool atEnd() const { return m_left.empty(); }
    /// None: not well-formed.
    [[nodiscard]] std::optional<Field> next()
    {
        const auto tag = varint();
        if (!tag || *tag > UINT32_MAX || *tag >> 3 == 0)
            return {};
        Field field{*tag >> 3, {}};
        switch (*tag & 7) {
        case 0:
            if (!varint())
                return {};
            return field;
        case 1:
            return take(8) ? std::optional(field) : std::nullopt;
        case 2: {
            const auto length = varint();
            if (!length)
                return {};
            const auto bytes = take(*length);
            if (!bytes)
                return {};
            field.bytes = *bytes;
            return field;
        }
        case 5:
            return take(4) ? std::optional(field) : std::nullopt;
        default:
            return {};
        }
    }

private:
    [[nodiscard]] std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 10 && i < m_left.size(); ++i) {
            const auto byte = static_cast<unsigned char>(m_left[i]);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
            if (byte < 0x80) {
                m_left.remove_prefix(i + 1);
                return value;
            }
        }
        return {};
    }
    [[nodiscard]] std::optional<std::string_view> take(std::uint64_t length)
    {
        if (length > m_left.size())
            return {};
        const auto bytes = m_left.substr(0, length);
        m_left.remove_prefix(length);
        return bytes;
    }

    std::string_view m_left;
};

} // namespace

bool hasFrameShape(std::string_view bytes)
{
    constexpr std::uint64_t announcement = 4;
    constexpr std::uint64_t block = 5;
    int fields = 0;
    int announcements = 0;
    int blocks = 0;
    Fields frame(bytes);
    while (!frame.atEnd()) {
        const auto field = frame.next();
        if (!field || ++fields > mostFields)
            return false;
        if (field->number == announcement ? ++announcements > mostAnnouncements : field->number == block && ++blocks > mostBlocks)
            return false;
        if (field->number != block)
            continue;
        Fields inside(field->bytes);
        while (!inside.atEnd()) {
            if (!inside.next() || ++fields > mostFields)
                return false;
        }
    }
    return true;
}

} // namespace stanforis
