// SPDX-License-Identifier: MIT
#include "encore/learn/fit_text.hpp"

#include <cstddef>
#include <iterator>

#include "encore/base/writer.hpp"
#include "encore/sheet/words.hpp"

namespace encore::learn {

namespace {

void write_integers(Writer& json, std::string_view name, const std::vector<std::int64_t>& values) {
  json.key(name);
  json.open_array();
  for (const std::int64_t value : values) json.integer(value);
  json.close_array();
}

std::string refuse(const ObservationFault& fault) {
  std::string answer;
  Writer json(answer);
  json.open_object();
  json.member("ok", false);
  json.member("fault", "observations");
  json.member("line", static_cast<std::int64_t>(fault.line));
  json.member("what", fault.what);
  json.close_object();
  return answer;
}

}  // namespace

std::uint32_t fixed_levels(Factor factor) {
  switch (factor) {
    case Factor::relevance_price: return static_cast<std::uint32_t>(std::size(kRelevances) * kShareBandCount);
    case Factor::kind: return static_cast<std::uint32_t>(std::size(kCandidateKinds));
    case Factor::discount: return static_cast<std::uint32_t>(kDepthBandCount);
    case Factor::lift: return static_cast<std::uint32_t>(kLiftBandCount);
    case Factor::customer: return 2;
    case Factor::base:
    case Factor::position:
    case Factor::beside: return 1;
    default: return 0;
  }
}

std::string fit_text(const LevelCounts& level_counts, const FitOptions& options, std::string_view observations) {
  Observations data;
  data.level_counts = level_counts;
  const ObservationFault fault = read_observations(observations, data);
  if (fault.line > 0) return refuse(fault);
  const Fitted fitted = fit(data, options);
  std::string answer;
  Writer json(answer);
  json.open_object();
  json.member("ok", true);
  json.member("sweeps", static_cast<std::int64_t>(fitted.sweeps));
  json.member("lift_slope_ppm", fitted.lift_slope_ppm);
  json.key("factors");
  json.open_array();
  for (std::size_t f = 0; f < kFactorCount; ++f) {
    json.open_object();
    json.member("factor", kFactors[f]);
    json.member("spread", fitted.spread[f]);
    json.key("levels");
    json.open_array();
    for (const FittedLevel& level : fitted.levels[f]) {
      json.open_array();
      for (const std::int64_t number :
           {level.value, level.error, level.shows, level.accepts, level.curvature, level.deviation, level.pull}) {
        json.integer(number);
      }
      json.close_array();
    }
    json.close_array();
    json.close_object();
  }
  json.close_array();
  write_integers(json, "held_ppm", fitted.held_ppm);
  write_integers(json, "held_prior_ppm", fitted.held_prior_ppm);
  json.close_object();
  return answer;
}

}  // namespace encore::learn
