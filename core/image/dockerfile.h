#pragma once

#include "image/image.h"
#include "image/run_config.h"

#include <string>
#include <vector>

namespace whittle::image {

/// What a Dockerfile is rebuilt from.
struct DockerfileSource
{
    RunConfig config;
    std::vector<HistoryStep> history;
    std::vector<Layer> layers;
    std::vector<std::string> references;
    std::string digest;       // the image id
    Platform platform;
    std::string base;         // where it is known from elsewhere (annotation org.opencontainers.image.base.name)
    std::string distribution; // "Debian GNU/Linux 13 (trixie)", from os-release
};

/// A Dockerfile that a person can read and, where the history tells enough, a builder can build into the same config. FROM names the base where
/// buildah's history, an annotation or the look of the first steps tell it; otherwise the first layers are files to add. Where history and config
/// disagree the config wins, and a comment says so. Every line is made from untrusted text: nothing of it ends a line or a comment.
[[nodiscard]] std::string writeDockerfile(const DockerfileSource &source);

/// The base that the first steps of a history are known by, and how many steps it takes; an empty name when they are not known.
struct KnownBase
{
    std::string name;  // "debian:trixie", "alpine:3.20.3"
    std::size_t steps = 0;
    std::string reason; // for a comment
};
[[nodiscard]] KnownBase findBase(const DockerfileSource &source);

} // namespace whittle::image
