// SPDX-License-Identifier: GPL-3.0-or-later
// What a console hands in to be witnessed: its log's key, and a checkpoint signed with it. The first line is the key, the rest
// the note.
#include "app/platform/ledger/signednote.h"

#include <cstdlib>

using namespace stanforis;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype end = bytes.indexOf('\n');
    const QByteArray note = bytes.mid(end + 1);
    // With a good key, whatever became of the first line, so that notes are looked at, too.
    static const auto known = NoteVerifierKey::read(
        "console.stanforis.example/ws1/21fe31dfa154a261+2661fd01+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
    demand(known.has_value());
    const auto given = NoteVerifierKey::read(bytes.left(end));
    if (given)
        demand(given->bytes.size() == 32 && given->id.size() == 4 && bytes.startsWith(given->name.toUtf8() + '+'));
    for (const auto &key : {given, known}) {
        const auto checkpoint = key ? readSigned(note, *key) : key.error();
        if (checkpoint)
            demand(checkpoint->size > 0 && checkpoint->root.size() == 32 && checkpoint->origin == key->name &&
                   note.startsWith(checkpoint->text) && note.contains(checkpoint->line));
    }
    return 0;
}
