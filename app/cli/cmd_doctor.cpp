#include "cli/command.h"
#include "cli/say.h"
#include "engine/doctor.h"
#include "trace/tracer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <print>

namespace whittle::cli {

namespace {

using engine::Examination;

std::string_view stateName(Examination::State state)
{
    switch (state) {
    case Examination::State::Fine:
        return "ok";
    case Examination::State::Limited:
        return "limited";
    case Examination::State::Broken:
        return "broken";
    }
    return {};
}

Examination examineSensor()
{
    const auto sensor = trace::findSensor();
    if (sensor)
        return {"sensor", Examination::State::Fine, *sensor, {}};
    return {"sensor", Examination::State::Broken, sensor.error().message, "install Whittle as a whole, or set WHITTLE_SENSOR"};
}

} // namespace

void addDoctor(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("doctor", "Say what works on this machine and what to do about the rest");
    const auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "Print one JSON document");
    registry.add(command, [json](const Context &context) -> Outcome {
        std::vector<Examination> all = engine::examineMachine();
        const std::vector<Examination> tried = engine::examineByTrial();
        all.insert(all.end(), tried.begin(), tried.end());
        all.push_back(examineSensor());
        auto engines = engine::examineEngines(context.engineUrl, context.stop);
        if (!engines)
            return std::unexpected(engines.error());
        all.insert(all.end(), engines->begin(), engines->end());

        if (*json) {
            nlohmann::ordered_json list = nlohmann::ordered_json::array();
            for (const Examination &each : all)
                list.push_back({{"subject", each.subject}, {"state", stateName(each.state)}, {"text", each.text}, {"mend", each.mend}});
            std::println("{}", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        } else {
            std::size_t width = 0;
            for (const Examination &each : all)
                width = std::max(width, each.subject.size());
            for (const Examination &each : all) {
                show("{:{}}  {:7}  {}", each.subject, width, stateName(each.state), each.text);
                if (!each.mend.empty())
                    show("{:{}}           to mend it: {}", "", width, each.mend);
            }
        }
        const bool broken = std::ranges::any_of(all, [](const Examination &each) { return each.state == Examination::State::Broken; });
        return broken ? kDiffers : kDone;
    });
}

} // namespace whittle::cli
