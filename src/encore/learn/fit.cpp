// SPDX-License-Identifier: MIT
#include "encore/learn/fit.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "encore/learn/logarithm.hpp"
#include "encore/learn/prior.hpp"

namespace encore::learn {

namespace {

// Natural log-odds throughout; integers of log2 only at the end.
struct Pooling {
  double spread;    // expected beforehand
  double imagined;  // levels of that spread which steady the estimate; 0: the spread is not estimated
};
constexpr Pooling kPooling[] = {
    {0.7, 0},    // base
    {0.35, 4},   // relevance_price
    {0.4, 0},    // kind
    {0.25, 0},   // discount
    {0.35, 8},   // family
    {0.6, 40},   // product
    {0.5, 16},   // family_pair
    {0.15, 4},   // lift, around its line
    {0.35, 30},  // product_pair
    {0.3, 0},    // customer
    {0.3, 0},    // position
    {0.15, 0},   // beside
};
static_assert(sizeof(kPooling) / sizeof(kPooling[0]) == kFactorCount);

// The slope of `lift` before any show: offers are taken as much more often as baskets say, give or take a half.
constexpr double kLiftSlope = 1.3;
constexpr double kLiftSlopeSpread = 0.5;
// A second card takes a tenth of the attention: the policy's default dilution.
constexpr double kBesideFactor = 0.9;
// Most pairs of products are like their families and lifts say, a few go together far better: their deviations follow
// Student's t with so many degrees of freedom, which leaves what is far out where the shows put it.
constexpr double kPairFreedom = 8;
// Where the shop names a pair, it knows of a true complement or is mistaken: such pairs differ more than others, and a
// few shows of one say more about it. They have a spread of their own.
constexpr Pooling kNamedPairs = {0.9, 100};
constexpr double kLongestStep = 1;
constexpr double kSmallStep = 0.0005;
constexpr double kLowestSpread = 0.02;
constexpr double kLargestStored = 9e18;
constexpr double kUnit = kLog2OfE * static_cast<double>(kLog2Unit);

constexpr auto index(Factor factor) {
  return static_cast<std::size_t>(factor);
}

double log_of(std::int64_t factor) {
  return logarithm(static_cast<double>(factor) / static_cast<double>(kFactorUnit));
}

double log_lift(std::size_t band) {
  const auto halves = static_cast<double>(static_cast<std::int64_t>(band) + kLowestLiftBand);
  return halves / 2 / kLog2OfE;
}

// Whether a level of relevance_price is that of an offer which is named for what was bought.
bool is_named(std::uint32_t relevance_price) {
  return relevance_price / kShareBandCount == static_cast<std::size_t>(Relevance::product);
}

bool needs_exploring(std::size_t factor) {
  return factor == index(Factor::position) || factor == index(Factor::beside);
}

// What a level is believed to be before any show.
double prior_mean(Factor factor, std::size_t level, const FitOptions& options) {
  switch (factor) {
    case Factor::base: {
      const auto accepts = static_cast<double>(std::max<std::int64_t>(options.prior_accepts, 1));
      return logarithm(accepts / std::max(static_cast<double>(options.prior_shows) - accepts, 1.0));
    }
    case Factor::relevance_price:
      return log_of(kRelevanceFactor[level / kShareBandCount]) + log_of(kShareFactor[level % kShareBandCount]);
    case Factor::kind: return log_of(kKindFactor[level]);
    case Factor::discount: return log_of(kDepthFactor[level]);
    case Factor::lift: return kLiftSlope * log_lift(level);
    case Factor::beside: return logarithm(kBesideFactor);
    default: return 0;
  }
}

struct Level {
  double prior = 0;
  double deviation = 0;
  double gradient = 0;
  double curvature = 0;
  double step = 1;  // what the odds of its cards are multiplied by next
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
};

class Fit {
 public:
  Fit(const Observations& data, const FitOptions& options) : data_(data) {
    for (std::size_t f = 0; f < kFactorCount; ++f) {
      spread_[f] = kPooling[f].spread;
      levels_[f].resize(data.level_counts[f]);
      for (std::size_t l = 0; l < levels_[f].size(); ++l)
        levels_[f][l].prior = prior_mean(Factor{static_cast<std::uint8_t>(f)}, l, options);
    }
    odds_.resize(data.cards());
    for (std::size_t card = 0; card < odds_.size(); ++card) odds_[card] = exponential(log_odds(card));
    prior_odds_ = odds_;
    count();
    named_.resize(data.level_counts[index(Factor::product_pair)]);
    for (std::size_t card = 0; card < odds_.size(); ++card) {
      const std::uint32_t pair = data.level(card, index(Factor::product_pair));
      const std::uint32_t near = data.level(card, index(Factor::relevance_price));
      if (pair != 0 && near != 0 && is_named(near - 1)) named_[pair - 1] = true;
    }
  }

  int run(int most_sweeps) {
    for (int sweep = 1; sweep <= most_sweeps; ++sweep) {
      double longest = 0;
      for (std::size_t f = 0; f < kFactorCount; ++f) longest = std::max(longest, move(f));
      if (longest < kSmallStep && sweep > 3) return sweep;
      // The products of many steps drift; from time to time the odds are made from their sums.
      if (sweep % 8 == 0) renew_odds();
    }
    return most_sweeps;
  }

  Fitted result(int sweeps) {
    renew_odds();
    Fitted fitted;
    fitted.sweeps = sweeps;
    fitted.lift_slope_ppm = rounded((kLiftSlope + slope_) * 1e6);
    for (std::size_t f = 0; f < kFactorCount; ++f) {
      differentiate(f);
      fitted.spread[f] = rounded(spread_[f] * kUnit);
      for (std::size_t l = 0; l < levels_[f].size(); ++l) {
        const Level& level = levels_[f][l];
        const double error = std::sqrt(1 / (level.curvature + precision(f, l, own_deviation(f, l))));
        fitted.levels[f].push_back({rounded((level.prior + level.deviation) * kUnit), rounded(error * kUnit),
                                    level.shows, level.accepts, rounded(level.curvature * kFormerUnit),
                                    rounded(level.deviation * kFormerUnit), rounded(level.gradient * kFormerUnit)});
      }
    }
    for (const Shown& shown : data_.decisions) {
      if (!shown.held) continue;
      predict(shown, odds_, fitted.held_ppm);
      predict(shown, prior_odds_, fitted.held_prior_ppm);
    }
    return fitted;
  }

 private:
  static std::int64_t rounded(double value) {
    return static_cast<std::int64_t>(std::floor(std::clamp(value, -kLargestStored, kLargestStored) + 0.5));
  }

  Level* level_of(std::size_t card, std::size_t factor) {
    const std::uint32_t level = data_.level(card, factor);
    return level == 0 ? nullptr : &levels_[factor][level - 1];
  }

  double log_odds(std::size_t card) {
    double sum = 0;
    for (std::size_t f = 0; f < kFactorCount; ++f) {
      if (const Level* level = level_of(card, f)) sum += level->prior + level->deviation;
    }
    return sum;
  }

  void renew_odds() {
    for (std::size_t card = 0; card < odds_.size(); ++card) odds_[card] = exponential(log_odds(card));
  }

  void count() {
    for (const Former& former : data_.former) {
      Level& level = levels_[former.factor][former.level];
      level.shows += former.shows;
      level.accepts += former.accepts;
    }
    for (const Shown& shown : data_.decisions) {
      if (shown.held) continue;
      for (std::uint8_t i = 0; i < shown.cards; ++i) {
        for (std::size_t f = 0; f < kFactorCount; ++f) {
          Level* level = level_of(shown.first_card + i, f);
          if (level == nullptr || (needs_exploring(f) && !shown.explored)) continue;
          level->shows += shown.count;
          if ((shown.accepted >> i & 1) != 0) level->accepts += shown.count;
        }
      }
    }
  }

  void predict(const Shown& shown, const std::vector<double>& odds, std::vector<std::int64_t>& to) const {
    double sum = 1;
    for (std::uint8_t i = 0; i < shown.cards; ++i) sum += odds[shown.first_card + i];
    for (std::uint8_t i = 0; i < shown.cards; ++i) to.push_back(rounded(odds[shown.first_card + i] / sum * 1e6));
  }

  // The gradient and curvature of each level of one factor at the present odds.
  void differentiate(std::size_t factor) {
    for (Level& level : levels_[factor]) level.gradient = level.curvature = 0;
    for (const Shown& shown : data_.decisions) {
      if (shown.held || (needs_exploring(factor) && !shown.explored)) continue;
      const double first = odds_[shown.first_card];
      const double sum = shown.cards == 2 ? 1 + first + odds_[shown.first_card + 1] : 1 + first;
      for (std::uint8_t i = 0; i < shown.cards; ++i) {
        Level* level = level_of(shown.first_card + i, factor);
        if (level == nullptr) continue;
        const double p = odds_[shown.first_card + i] / sum;
        level->gradient += shown.weight * (((shown.accepted >> i) & 1) - p);
        level->curvature += shown.weight * p * (1 - p);
      }
    }
    for (const Former& former : data_.former) {
      if (former.factor != factor) continue;
      Level& level = levels_[factor][former.level];
      level.gradient += former.pull - former.curvature * (level.deviation - former.deviation);
      level.curvature += former.curvature;
    }
  }

  // What stands beside the line of lift, or the whole deviation of another factor's level.
  double own_deviation(std::size_t factor, std::size_t level) const {
    const double line = factor == index(Factor::lift) ? slope_ * log_lift(level) : 0;
    return levels_[factor][level].deviation - line;
  }

  bool is_named_pair(std::size_t factor, std::size_t level) const {
    return factor == index(Factor::product_pair) && named_[level];
  }

  // How firmly a level of that deviation is drawn to its prior mean.
  double precision(std::size_t factor, std::size_t level, double own) const {
    const double spread = is_named_pair(factor, level) ? named_spread_ : spread_[factor];
    const double variance = spread * spread;
    if (factor != index(Factor::product_pair)) return 1 / variance;
    return (kPairFreedom + 1) / (kPairFreedom * variance + own * own);
  }

  // One Newton step of every level of a factor; the longest step.
  double move(std::size_t factor) {
    differentiate(factor);
    std::vector<Level>& levels = levels_[factor];
    const bool sloped = factor == index(Factor::lift);
    const double tilt = sloped ? tilt_slope() : 0;
    double longest = 0;
    for (std::size_t l = 0; l < levels.size(); ++l) {
      Level& level = levels[l];
      const double by_slope = sloped ? tilt * log_lift(l) : 0;
      // The deviation is what stands beside the line: the slope's own step is no news to it.
      const double gradient = level.gradient - level.curvature * by_slope;
      const double own = level.deviation - (sloped ? (slope_ - tilt) * log_lift(l) : 0);
      const double pull = precision(factor, l, own);
      const double step = std::clamp((gradient - own * pull) / (level.curvature + pull), -kLongestStep, kLongestStep);
      level.deviation += step + by_slope;
      level.step = exponential(step + by_slope);
      longest = std::max(longest, std::fabs(step + by_slope));
    }
    apply(factor);
    pool(factor);
    return longest;
  }

  // One Newton step of lift's slope; what it changed by.
  double tilt_slope() {
    double gradient = -slope_ / (kLiftSlopeSpread * kLiftSlopeSpread);
    double curvature = 1 / (kLiftSlopeSpread * kLiftSlopeSpread);
    const std::vector<Level>& levels = levels_[index(Factor::lift)];
    for (std::size_t l = 0; l < levels.size(); ++l) {
      gradient += log_lift(l) * levels[l].gradient;
      curvature += log_lift(l) * log_lift(l) * levels[l].curvature;
    }
    const double step = std::clamp(gradient / curvature, -kLongestStep, kLongestStep);
    slope_ += step;
    return step;
  }

  void apply(std::size_t factor) {
    for (std::size_t card = 0; card < odds_.size(); ++card) {
      if (const Level* level = level_of(card, factor)) odds_[card] *= level->step;
    }
  }

  void pool(std::size_t factor) {
    pool(factor, kPooling[factor], false, spread_[factor]);
    if (factor == index(Factor::product_pair)) pool(factor, kNamedPairs, true, named_spread_);
  }

  // A spread from what the levels that share it deviate by and how well each is known.
  void pool(std::size_t factor, const Pooling& pooling, bool named, double& spread) {
    if (pooling.imagined <= 0) return;
    const double variance = spread * spread;
    double squares = pooling.imagined * pooling.spread * pooling.spread;
    double known = pooling.imagined;
    const std::vector<Level>& levels = levels_[factor];
    for (std::size_t l = 0; l < levels.size(); ++l) {
      if (is_named_pair(factor, l) != named) continue;
      const double own = own_deviation(factor, l);
      // The variance of this level: the spread's own, or what Student's t leaves it.
      const double weight = precision(factor, l, own) * variance;
      const double reach = levels[l].curvature * variance / weight;
      squares += weight * own * own;
      known += reach / (reach + 1);
    }
    spread = std::max(std::sqrt(squares / known), kLowestSpread);
  }

  const Observations& data_;
  std::array<std::vector<Level>, kFactorCount> levels_;
  std::array<double, kFactorCount> spread_{};
  std::vector<bool> named_;  // of each pair of products
  double named_spread_ = kNamedPairs.spread;
  std::vector<double> odds_;  // of each card
  std::vector<double> prior_odds_;
  double slope_ = 0;  // beyond kLiftSlope
};

}  // namespace

Fitted fit(const Observations& observations, const FitOptions& options) {
  Fit run(observations, options);
  return run.result(run.run(options.most_sweeps));
}

}  // namespace encore::learn
