// SPDX-License-Identifier: MIT
//
// Links, pictures and endpoints of hosts that the page will not use (web/src/host/urls.ts): the
// page's own origin and policy.allowed_hosts are. Where the page's host is not known, the one
// that most addresses name is taken for it.
#include <vector>

#include "encore/base/members.hpp"
#include "encore/check/check.hpp"
#include "encore/json/shape.hpp"

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
  explicit Addresses(const Inspection& inspection)
      : sheet_(inspection.sheet), tree_(*inspection.sheet.tree), to_(inspection.warnings) {}

  void gather() {
    const NodeIndex ends = tree_.find(0, "endpoints");
    if (ends != kNoNode) members(ends, ShapeId::endpoints, Scope::sheet, place("endpoints"));
    const NodeIndex order = tree_.find(0, "order");
    if (order != kNoNode) members(order, ShapeId::order, Scope::sheet, place("order"));
    for (const Candidate& candidate : sheet_.candidates) {
      if (!candidate.valid || all_.size() > kMaxWarnings * 4) continue;
      members(candidate.node, ShapeId::candidate, Scope::candidate,
              place("candidates", std::size_t{candidate.position}));
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
  // Every address of a record, by the table of its fields: what only the page shows as well.
  void members(NodeIndex at, ShapeId id, Scope scope, const std::string& path) {
    if (!tree_[at].is(NodeKind::object)) return;
    const Shape known = shape(id);
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      const FieldIterator found = known.fields.find(tree_[child].key);
      if (found == known.fields.end()) continue;
      const Field field = *found;
      const bool record = field.type == FieldType::object || field.type == FieldType::records;
      const bool text = field.type == FieldType::text || field.type == FieldType::texts;
      if (!record && !(text && TextRule{field.detail} == TextRule::url)) continue;
      std::string here = path;
      append_pointer(here, tree_[child].key);
      value(child, record, ShapeId{field.detail}, scope, here);
    }
  }

  // One record or address, or a list of them.
  void value(NodeIndex at, bool record, ShapeId id, Scope scope, const std::string& path) {
    if (tree_[at].is(NodeKind::array)) {
      std::size_t index = 0;
      for (NodeIndex item = Tree::first(at); item < tree_[at].end; item = tree_.next(item)) {
        std::string here = path;
        append_pointer(here, index++);
        value(item, record, id, scope, here);
      }
    } else if (record) {
      members(at, id, scope, path);
    } else if (tree_[at].is(NodeKind::string)) {
      add(tree_[at].text, scope, path);
    }
  }

  void add(Text url, Scope scope, const std::string& path) {
    const Text host = host_of(url);
    if (!host.empty()) all_.push_back({scope, path, host, !url.starts_with("http://")});
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
  const Tree& tree_;
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
