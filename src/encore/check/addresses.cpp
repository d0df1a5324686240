// SPDX-License-Identifier: MIT
//
// Links, pictures and endpoints of hosts that the page will not use (web/src/host/urls.ts): the
// page's own origin and policy.allowed_hosts are. Where the page's host is not known, the one
// that most addresses name is taken for it.
#include <vector>

#include "encore/check/check.hpp"

namespace encore {

namespace {

struct Address {
  Scope scope = Scope::sheet;
  std::string path;
  Text host;
  bool secure = true;
};

// The host of an absolute address, with its port; "" of a path on the page's own site.
Text host_of(Text url) {
  const std::size_t begin = url.find("//");
  if (begin == Text::npos || (begin != 0 && url.find(':') > begin)) return {};
  const Text rest = url.substr(begin + 2);
  return rest.substr(0, rest.find_first_of("/?#"));
}

class Addresses {
 public:
  explicit Addresses(const Inspection& inspection) : sheet_(inspection.sheet), to_(inspection.warnings) {}

  void gather() {
    const Endpoints& ends = sheet_.endpoints;
    add(ends.accept, Scope::sheet, "endpoints", "accept");
    add(ends.status, Scope::sheet, "endpoints", "status");
    add(ends.undo, Scope::sheet, "endpoints", "undo");
    add(ends.extend, Scope::sheet, "endpoints", "extend");
    add(ends.quote, Scope::sheet, "endpoints", "quote");
    add(ends.next, Scope::sheet, "endpoints", "next");
    add(ends.time, Scope::sheet, "endpoints", "time");
    add(ends.events, Scope::sheet, "endpoints", "events");
    for (const Candidate& candidate : sheet_.candidates) {
      if (!candidate.valid || all_.size() > kMaxWarnings * 4) continue;
      const std::size_t at = candidate.position;
      add(candidate.product.image, Scope::candidate, "candidates", at, "product", "image");
      add(candidate.product.url, Scope::candidate, "candidates", at, "product", "url");
      add(candidate.accept.url, Scope::candidate, "candidates", at, "accept", "url");
      add(candidate.consent.url, Scope::candidate, "candidates", at, "consent", "url");
      for (std::size_t i = 0; i < candidate.product.variants.size(); ++i) {
        add(candidate.product.variants[i].image, Scope::candidate, "candidates", at, "product", "variants", i, "image");
      }
    }
  }

  void judge(Text origin) {
    const Text own = origin.empty() ? most_named() : origin;
    for (const Address& one : all_) {
      bool allowed = one.host == own;
      for (const Text host : sheet_.policy.allowed_hosts) allowed = allowed || host == one.host;
      if (!allowed) {
        warn(to_, warning::host_not_allowed, one.scope, one.path).about(one.host);
      } else if (!one.secure && one.host != own) {
        warn(to_, warning::not_secure, one.scope, one.path).about(one.host);
      }
    }
  }

 private:
  template <typename... Steps>
  void add(Text url, Scope scope, const Steps&... steps) {
    const Text host = host_of(url);
    if (!host.empty()) all_.push_back({scope, place(steps...), host, !url.starts_with("http://")});
  }

  // An allowed host is none that must be guessed. The first of equals, and endpoints come first.
  Text most_named() const {
    Text most;
    std::size_t best = 0;
    for (const Address& one : all_) {
      bool allowed = false;
      for (const Text host : sheet_.policy.allowed_hosts) allowed = allowed || host == one.host;
      std::size_t count = 0;
      for (const Address& other : all_) count += std::size_t{other.host == one.host};
      if (allowed || one.host == most || count <= best) continue;
      most = one.host;
      best = count;
    }
    return most;
  }

  const Sheet& sheet_;
  Warnings& to_;
  std::vector<Address> all_;
};

}  // namespace

void inspect_addresses(const Inspection& inspection) {
  Addresses addresses(inspection);
  addresses.gather();
  addresses.judge(inspection.origin);
}

}  // namespace encore
