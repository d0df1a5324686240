// SPDX-License-Identifier: MIT
//
// Whether what an offer promises can happen: that it opens, is still open, can be reached and
// can be accepted.
#include "encore/check/check.hpp"
#include "encore/select/deadline.hpp"

namespace encore {

namespace {

constexpr Instant kSoon = 300'000;  // five minutes

class Offers {
 public:
  explicit Offers(const Inspection& inspection) : sheet_(inspection.sheet), to_(inspection.warnings) {}

  void look_at_sheet() {
    const Order& order = sheet_.order;
    if (!order.currency.empty() && order.currency != sheet_.currency) {
      warn(to_, warning::currency_differs, Scope::sheet, place("order", "currency"))
          .about(std::string(order.currency) + " " + std::string(sheet_.currency));
    }
    const std::optional<Instant>& hold = order.fulfilment.hold_until;
    if (hold && *hold <= sheet_.issued_at && !order.fulfilment.released) {
      warn(to_, warning::ends_soon, Scope::sheet, place("order", "fulfilment", "hold_until"))
          .operands(sheet_.issued_at, *hold);
    }
    if (sheet_.customer.orders_count == 0 && order.placed_at) {
      warn(to_, warning::order_not_counted, Scope::sheet, place("customer", "orders_count"));
    }
    const std::int64_t zone = sheet_.policy.utc_offset_minutes;
    constexpr std::int64_t kHours = 14;
    if (zone != 0 && zone >= -kHours && zone <= kHours) {
      warn(to_, warning::looks_like_hours, Scope::sheet, place("policy", "utc_offset_minutes"))
          .operands(zone * 60, zone);
    }
    constexpr std::int64_t kHalf = 5'000;
    if (sheet_.policy.holdout_bps >= kHalf) {
      warn(to_, warning::shows_little, Scope::sheet, place("policy", "holdout_bps")).met(sheet_.policy.holdout_bps);
    }
  }

  void look_at(const Candidate& candidate) {
    time(candidate);
    way(candidate);
    if (candidate.funnel_only && !is_followed(candidate.id)) add(warning::never_reached, candidate, "funnel_only");
  }

 private:
  template <typename... Steps>
  Warning& add(WarningCode code, const Candidate& candidate, const Steps&... steps) {
    return warn(to_, code, Scope::candidate, place("candidates", std::size_t{candidate.position}, steps...));
  }

  void time(const Candidate& candidate) {
    const Availability& availability = candidate.availability;
    const std::optional<Instant> deadline = deadline_of(sheet_, candidate);
    if (availability.countdown && !deadline) {
      add(warning::countdown_without_deadline, candidate, "availability", "countdown");
    }
    if (availability.until && *availability.until < sheet_.issued_at + kSoon) {
      add(warning::ends_soon, candidate, "availability", "until").operands(sheet_.issued_at, *availability.until);
    } else if (availability.from && deadline && *availability.from >= *deadline) {
      add(warning::never_open, candidate, "availability", "from").operands(*deadline, *availability.from);
    }
  }

  void way(const Candidate& candidate) {
    if (candidate.accept.mode != AcceptMode::one_click) return;
    if (sheet_.surface == Surface::cart || sheet_.surface == Surface::checkout) return;  // an issue already
    if (sheet_.endpoints.accept.empty()) add(warning::no_accept_endpoint, candidate, "accept", "mode");
  }

  bool is_followed(Text id) const {
    for (const Candidate& other : sheet_.candidates) {
      if (other.valid && (other.on_decline == id || other.on_accept == id)) return true;
    }
    return false;
  }

  const Sheet& sheet_;
  Warnings& to_;
};

}  // namespace

void inspect_offers(const Inspection& inspection) {
  Offers offers(inspection);
  offers.look_at_sheet();
  for (const Candidate& candidate : inspection.sheet.candidates) {
    if (candidate.valid && inspection.warnings.size() <= kMaxWarnings) offers.look_at(candidate);
  }
}

}  // namespace encore
