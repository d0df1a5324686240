// SPDX-License-Identifier: MIT
//
// Effects, one object each. Notifications (for analytics, tabs, screen readers, focus, the
// memory of refusals) run before requests and navigation, so they gather in two lists.
#pragma once

#include "encore/session/analytics_events.hpp"
#include "encore/session/call.hpp"

namespace encore::session {

/// Begins the next object of a list of effects.
std::string& next_effect(std::string& list);

/// `emit`: an event for analytics and the page, with what the card stands for.
void notify_event(Call& call, std::size_t slot, AnalyticsEvent event);

/// An effect of `type` about a slot with one more member.
void notify(Call& call, std::string_view type, std::size_t slot, std::string_view key, std::string_view value);

/// `broadcast`: the order's other tabs learn where the card stands.
void notify_tabs(Call& call, const Card& card, Text state);

/// `remember_decline`: the host keeps the refusal for as long as the policy says.
void notify_decline(Call& call, const Card& card);

/// `navigate`: the page goes where the candidate's link points.
void request_navigation(Call& call, std::size_t slot);

}  // namespace encore::session
