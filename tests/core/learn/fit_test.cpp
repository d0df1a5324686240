// SPDX-License-Identifier: MIT
//
// The fit on counts whose answer is known, at its edges, and on text that cannot be read.
#include "encore/learn/fit.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "encore/learn/fit_text.hpp"

using namespace encore::learn;

namespace {

constexpr double kUnit = 65'536;

LevelCounts counts(std::uint32_t products, std::uint32_t pairs = 1) {
  LevelCounts made{};
  for (std::size_t f = 0; f < kFactorCount; ++f) made[f] = fixed_levels(static_cast<Factor>(f));
  made[static_cast<std::size_t>(Factor::family)] = 1;
  made[static_cast<std::size_t>(Factor::product)] = products;
  made[static_cast<std::size_t>(Factor::family_pair)] = 1;
  made[static_cast<std::size_t>(Factor::product_pair)] = pairs;
  return made;
}

// One card of that product at a middling price, alone or beside another.
std::string card(int product, int pair = 0, bool second = false, bool beside = false) {
  return " 1 17 1 1 1 " + std::to_string(product) + " 0 0 " + std::to_string(pair) + " 0 " + (second ? "1" : "0") +
         (beside ? " 1" : " 0");
}

std::string shown(int count, int accepted, const std::string& cards, int flags = 1) {
  return std::to_string(count) + " " + std::to_string(count * 1024) + " " + std::to_string(flags) + " " +
         std::to_string(accepted) + cards + "\n";
}

Fitted fitted(const std::string& text, const LevelCounts& levels) {
  Observations data;
  data.level_counts = levels;
  REQUIRE(read_observations(text, data).line == 0);
  return fit(data, {});
}

const FittedLevel& level(const Fitted& model, Factor factor, std::size_t at) {
  return model.levels[static_cast<std::size_t>(factor)][at];
}

}  // namespace

TEST_CASE("without a single show a model is the prior") {
  const Fitted model = fitted("", counts(2));
  CHECK(std::fabs(static_cast<double>(level(model, Factor::base, 0).value) / kUnit - std::log2(5.0 / 95)) < 1e-4);
  CHECK(level(model, Factor::product, 0).value == 0);
  CHECK(level(model, Factor::product, 0).error > 0);
  CHECK(level(model, Factor::product, 0).shows == 0);
  // product to category is 3 to 5 at every price
  for (std::size_t band = 0; band < kShareBandCount; ++band) {
    const double ratio =
        std::exp2(static_cast<double>(level(model, Factor::relevance_price, 3 * kShareBandCount + band).value -
                                      level(model, Factor::relevance_price, kShareBandCount + band).value) /
                  kUnit);
    CHECK(ratio >= 3);
    CHECK(ratio <= 5);
  }
}

TEST_CASE("many shows say nearly everything, three say little") {
  const Fitted model = fitted(shown(900, 0, card(1)) + shown(100, 1, card(1)) +      // 10 % of 1000
                                  shown(2970, 0, card(2)) + shown(30, 1, card(2)) +  // 1 % of 3000
                                  shown(2, 0, card(3)) + shown(1, 1, card(3)),       // 1 of 3
                              counts(3));
  const auto odds_ratio = [&](std::size_t a, std::size_t b) {
    return std::exp2(
        static_cast<double>(level(model, Factor::product, a).value - level(model, Factor::product, b).value) / kUnit);
  };
  const double exact = (0.1 / 0.9) / (0.01 / 0.99);
  CHECK(odds_ratio(0, 1) > 0.75 * exact);
  CHECK(odds_ratio(0, 1) <= exact);
  CHECK(odds_ratio(2, 0) < 3);  // 1 of 3 is no 33 %
  CHECK(level(model, Factor::product, 2).error > level(model, Factor::product, 0).error);
  CHECK(level(model, Factor::product, 0).shows == 1000);
  CHECK(level(model, Factor::product, 0).accepts == 100);
}

TEST_CASE("what a card beside another loses is learned from explored decisions alone") {
  const std::string alone = shown(9000, 0, card(1)) + shown(1000, 1, card(1));
  const std::string pair = card(1, 0, false, true) + card(1, 0, true, true);
  // Each of two is taken half as often as alone.
  const auto text = [&](int flags) {
    return alone + shown(9000, 0, pair, flags) + shown(500, 1, pair, flags) + shown(500, 2, pair, flags);
  };
  const auto beside = [&](const Fitted& model) {
    return std::exp2(static_cast<double>(level(model, Factor::beside, 0).value) / kUnit);
  };
  CHECK(beside(fitted(text(1), counts(1))) < 0.75);
  CHECK(std::fabs(beside(fitted(text(0), counts(1))) - 0.9) < 0.001);  // the default: nothing was explored
  CHECK(fitted(text(0), counts(1)).levels[static_cast<std::size_t>(Factor::beside)][0].shows == 0);
}

TEST_CASE("lift has a slope that the shows can turn") {
  const auto with_lift = [](int band, int accepted, int count) {
    return shown(count, accepted, " 1 17 1 1 1 1 0 " + std::to_string(band + 1) + " 1 0 0 0");
  };
  // Bought together eight times as often as by chance, and taken no more often than others.
  const Fitted model =
      fitted(with_lift(6, 0, 4750) + with_lift(6, 1, 250) + with_lift(12, 0, 4750) + with_lift(12, 1, 250), counts(1));
  CHECK(model.lift_slope_ppm < 900'000);
  const auto gained = level(model, Factor::lift, 12).value - level(model, Factor::lift, 6).value;
  CHECK(std::exp2(static_cast<double>(gained) / kUnit) < 1.4);  // eight, before the shows
  CHECK(fitted("", counts(1)).lift_slope_ppm == 1'300'000);
}

TEST_CASE("old evidence counts by its weight") {
  const std::string fresh = shown(500, 1, card(1)) + shown(4500, 0, card(1));
  const std::string old = "5000 0 1 1" + card(1) + "\n";  // all accepted, weighing nothing
  CHECK(level(fitted(fresh, counts(1)), Factor::product, 0).value ==
        level(fitted(fresh + old, counts(1)), Factor::product, 0).value);
}

TEST_CASE("what is held back is predicted, not fitted") {
  const std::string kept = shown(900, 0, card(1)) + shown(100, 1, card(1));
  const Fitted without = fitted(kept, counts(1));
  const Fitted with = fitted(kept + shown(1, 1, card(1), 3), counts(1));
  CHECK(with.levels[0][0].value == without.levels[0][0].value);
  REQUIRE(with.held_ppm.size() == 1);
  CHECK(std::abs(with.held_ppm[0] - 100'000) < 10'000);
  CHECK(with.held_prior_ppm[0] != with.held_ppm[0]);
}

TEST_CASE("a line that cannot be read is named") {
  const std::string good = shown(1, 0, card(1));
  const auto fault = [&](const std::string& bad) {
    Observations data;
    data.level_counts = counts(1);
    return read_observations(good + bad + good, data).line;
  };
  CHECK(fault("") == 0);
  for (const std::string bad :
       {"\n", "x\n", "1 1024 1\n", "0 1024 1 0 1 17 1 1 1 1 0 0 0 0 0 0\n", "1 1024 4 0 1 17 1 1 1 1 0 0 0 0 0 0\n",
        "1 1024 1 2 1 17 1 1 1 1 0 0 0 0 0 0\n", "1 1024 1 0 1 17 1 1 1 2 0 0 0 0 0 0\n", "1 1024 1 0 1 17\n",
        "1 1024 1 0 1 17 1 1 1 1 0 0 0 0 0 0 x\n", "1 -5 1 0 1 17 1 1 1 1 0 0 0 0 0 0\n"}) {
    CAPTURE(bad);
    CHECK(fault(bad) == 2);
  }
  CHECK(fit_text(counts(1), {}, "1 2\n").find(R"("ok":false,"fault":"observations","line":1)") != std::string::npos);
}

TEST_CASE("a fit has the same bytes every time") {
  const std::string text =
      shown(900, 0, card(1)) + shown(100, 1, card(2)) + shown(70, 3, card(1, 0, false, true) + card(2, 0, true, true));
  CHECK(fit_text(counts(2), {}, text) == fit_text(counts(2), {}, text));
}

namespace {

// What a fit keeps of its levels, as a later one reads it.
std::string kept(const Fitted& model) {
  std::string lines;
  for (std::size_t f = 0; f < kFactorCount; ++f) {
    for (std::size_t l = 0; l < model.levels[f].size(); ++l) {
      const FittedLevel& one = model.levels[f][l];
      if (one.curvature == 0) continue;
      lines += "=";
      for (const std::int64_t number : {static_cast<std::int64_t>(f), static_cast<std::int64_t>(l + 1), one.shows,
                                        one.accepts, one.curvature, one.deviation, one.pull})
        lines += " " + std::to_string(number);
      lines += "\n";
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("a fit that goes on from another is near the fit of all at once") {
  const std::string first = shown(700, 0, card(1)) + shown(40, 1, card(1)) + shown(300, 0, card(2));
  const std::string second = shown(600, 0, card(2)) + shown(80, 1, card(2)) + shown(200, 0, card(1));
  const Fitted whole = fitted(first + second, counts(2));
  const Fitted on = fitted(kept(fitted(first, counts(2))) + second, counts(2));
  const Fitted alone = fitted(second, counts(2));
  for (std::size_t product = 0; product < 2; ++product) {
    const FittedLevel& a = level(whole, Factor::product, product);
    const FittedLevel& b = level(on, Factor::product, product);
    const auto odds = [&](const Fitted& model, const FittedLevel& one) {
      return static_cast<double>(level(model, Factor::base, 0).value + one.value) / kUnit;
    };
    // Here every factor has one level for all cards, so that nothing else tells the two apart: the hardest case. The
    // wider products spread beforehand, the further the fit of all may move; three quarters of a doubling bound it.
    const double left = std::fabs(odds(whole, a) - odds(alone, level(alone, Factor::product, product)));
    CHECK(std::fabs(odds(whole, a) - odds(on, b)) < std::max(0.6 * left, 0.75));
    CHECK(a.shows == b.shows);
    CHECK(a.accepts == b.accepts);
  }
}

TEST_CASE("a fit without new shows stays where the former was") {
  const Fitted former = fitted(shown(700, 0, card(1)) + shown(40, 1, card(1)) + shown(300, 0, card(2)), counts(2));
  const Fitted on = fitted(kept(former), counts(2));
  for (std::size_t product = 0; product < 2; ++product) {
    const double moved =
        static_cast<double>(level(former, Factor::product, product).value - level(on, Factor::product, product).value);
    CHECK(std::fabs(moved) / kUnit < 0.02);
  }
}

TEST_CASE("an earlier level that cannot be read is named by its line") {
  const auto fault = [](const std::string& bad) {
    Observations data;
    data.level_counts = counts(1);
    return read_observations(bad, data).line;
  };
  CHECK(fault("= 5 1 10 1 2000000 -100000 5\n") == 0);
  for (const std::string bad : {"= 5 1 10 1 2000000\n", "= 99 1 10 1 5 1 1\n", "= 5 2 10 1 5 1 1\n",
                                "= 5 1 10 11 5 1 1\n", "= 5 0 10 1 5 1 1\n", "= 5 1 10 1 5 1 x\n"}) {
    CAPTURE(bad);
    CHECK(fault(bad) == 1);
  }
}
