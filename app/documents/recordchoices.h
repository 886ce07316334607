#pragma once

#include "documents/runchoices.h"

#include <QByteArray>

namespace whittle::app {

/// What a person chooses to run and watch, as fields hold it: a program of this machine, or an image.
struct RecordChoices : RunChoices
{
    bool isProgram = true;
    QString program;  // words with the quoting of a shell
    QString folder;   // that it runs in; empty: the person's own
    QString base;     // "docker-default", "podman-default", "none", a file; empty: none for a program, what the engine would apply for an image
    bool kernelToo = false; // run it once more, under the kernel's own filter

    bool operator==(const RecordChoices &) const = default;

    /// What is run, in few words.
    [[nodiscard]] QString title() const;
    [[nodiscard]] std::vector<std::string> words() const;
};

/// What is wrong with the choices, in the words of the fields; empty: nothing.
[[nodiscard]] QString problemOf(const RecordChoices &choices);

/// For settings. Unknown members are left out.
[[nodiscard]] QByteArray toJson(const RecordChoices &choices);
[[nodiscard]] RecordChoices recordChoicesOf(const QByteArray &json);

} // namespace whittle::app
