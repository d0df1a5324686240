// SPDX-License-Identifier: MIT
//
// Templates in copy, as the card fills them (web/src/element/card/copy.ts): a path that names
// nothing is filled with its fallback, or with nothing. `customer`, `product` and `line` are the
// sheet's own records; `quote` is what the core prints, with its amounts as text.
#include "encore/check/check.hpp"
#include "encore/json/nearest.hpp"
#include "encore/json/shape.hpp"

namespace encore {

namespace {

constexpr std::string_view kQuote[] = {"unit_price",
                                       "quantity",
                                       "list",
                                       "reference",
                                       "discount",
                                       "subtotal",
                                       "tax",
                                       "shipping",
                                       "total",
                                       "savings",
                                       "deposit",
                                       "rounding",
                                       "credit",
                                       "savings_bps",
                                       "order_total",
                                       "points",
                                       "term_months",
                                       "free_shipping_missing",
                                       "unit_price_measure"};
constexpr std::string_view kRoots[] = {"customer", "product", "line", "quote"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Text trimmed(Text text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Whether a field's value is one that a template can show: a text or a number.
bool is_shown(FieldType type) {
  return type == FieldType::text || type == FieldType::integer || type == FieldType::optional_integer ||
         type == FieldType::word || type == FieldType::decimal || type == FieldType::instant ||
         type == FieldType::optional_instant;
}

/// The nearest path to one that names nothing; "=" where it names something.
std::string nearest_path(Text path) {
  const std::size_t dot = path.find('.');
  const Text root = path.substr(0, dot);
  const Text near_root = nearest_word(kRoots, root);
  if (near_root != root) {
    std::string guess(near_root);
    return near_root.empty() || dot == Text::npos ? guess : guess.append(path.substr(dot));
  }
  if (dot == Text::npos) return {};
  Text rest = path.substr(dot + 1);
  if (root == "quote") {
    const Text near = nearest_word(kQuote, rest);
    return near == rest ? "=" : near.empty() ? std::string() : "quote." + std::string(near);
  }
  ShapeId id = root == "customer" ? ShapeId::customer : root == "product" ? ShapeId::product : ShapeId::line;
  std::string before(root);
  for (;;) {
    const std::size_t end = rest.find('.');
    const Text step = rest.substr(0, end);
    const Shape known = shape(id);
    const FieldIterator found = known.fields.find(step);
    if (found == known.fields.end()) {
      const Text near = nearest_name(known, step);
      return near.empty() ? std::string() : before.append(".").append(near);
    }
    const Field field = *found;
    if (end == Text::npos) return is_shown(field.type) ? "=" : std::string();
    if (field.type != FieldType::object) return field.type == FieldType::records ? "=" : std::string();
    id = ShapeId{field.detail};
    before.append(".").append(step);
    rest.remove_prefix(end + 1);
  }
}

class Templates {
 public:
  explicit Templates(Warnings& to) : to_(to) {}

  void look_at(Text text, const Candidate& candidate, std::string_view key) {
    for (std::size_t open = text.find("{{"); open != Text::npos; open = text.find("{{", open + 2)) {
      const std::size_t close = text.find("}}", open);
      const std::string where = place("candidates", std::size_t{candidate.position}, "copy", key);
      if (close == Text::npos) {
        warn(to_, warning::template_open, Scope::candidate, where).about(text.substr(open, 40));
        return;
      }
      const Text inside = text.substr(open + 2, close - open - 2);
      const Text path = trimmed(inside.substr(0, inside.find('|')));
      const std::string nearest = nearest_path(path);
      if (nearest == "=") continue;
      warn(to_, warning::template_unknown, Scope::candidate, where).about(std::string(path) + " " + nearest);
    }
  }

 private:
  Warnings& to_;
};

}  // namespace

void inspect_copy(const Inspection& inspection) {
  Templates templates(inspection.warnings);
  for (const Candidate& candidate : inspection.sheet.candidates) {
    if (!candidate.valid || inspection.warnings.size() > kMaxWarnings) continue;
    const Copy& copy = candidate.copy;
    templates.look_at(copy.headline, candidate, "headline");
    templates.look_at(copy.body, candidate, "body");
    templates.look_at(copy.accept, candidate, "accept");
    templates.look_at(copy.decline, candidate, "decline");
    templates.look_at(copy.badge, candidate, "badge");
  }
}

}  // namespace encore
