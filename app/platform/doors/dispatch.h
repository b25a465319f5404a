// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/admission.h"
#include "app/platform/guard/guard.h"

#include <memory>

namespace stanforis {

/// A door's end of a call.
class CallSink : public Sink
{
    Q_OBJECT
public:
    using Sink::Sink;
    /// Ends the call well, after everything sent has left.
    virtual void complete() = 0;
};

/// A call in progress; destroying it stops it. Main thread.
class Call final : public QObject
{
    Q_OBJECT
public:
    Call() = default;

private:
    friend class Dispatch;
    std::unique_ptr<QObject> m_stream;
    std::unique_ptr<Admission> m_admission;
};

/// From a path, credentials and bytes to the method: the one way in for all doors. Main thread.
class Dispatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype largestRequest = 1024 * 1024;
    static constexpr qsizetype largestTransaction = 4 * 1024 * 1024;

    /// Both must outlive it. Methods may be added until the first call.
    Dispatch(const Methods &methods, Guard &guard);

    /// Bytes a request of this method may have.
    [[nodiscard]] static qsizetype largestFor(const QByteArray &path);
    /// Null: no such method.
    [[nodiscard]] const Method *find(const QByteArray &path) const;

    /// One request, one reply. Streams are Invalid here.
    [[nodiscard]] Result<QByteArray> unary(const QByteArray &path, const Credentials &credentials, const QByteArray &request);
    /// Any method. Errors, also later ones, go to the sink, which outlives the call. Null: it has ended already.
    [[nodiscard]] std::unique_ptr<Call> open(const QByteArray &path, const Credentials &credentials, const QByteArray &request,
                                             CallSink *sink);

private:
    struct Admitted
    {
        const Method *method = nullptr;
        std::optional<Caller> caller;

        [[nodiscard]] const Caller *callerOrNull() const { return caller ? &*caller : nullptr; }
    };
    [[nodiscard]] Result<Admitted> admit(const QByteArray &path, const Credentials &credentials, const QByteArray &request);

    const Methods &m_methods;
    Guard &m_guard;
};

} // namespace stanforis
