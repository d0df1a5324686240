// SPDX-License-Identifier: MIT
//
// The one unit that uses the JSON library: its SAX parser checks the grammar, this file
// turns its events into nodes. The inside of ordinary strings never reaches it: see
// cursor.hpp. Doubles are read from their token by base/number, for libc's reader is absent
// in Wasm; the library's own messages are never asked for. What was wrong is worked out after
// the fact, so that a good document pays nothing for it.
#include "encore/json/parse.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "encore/base/issue_codes.hpp"
#include "encore/base/number.hpp"
#include "encore/base/parts.hpp"
#include "encore/json/cursor.hpp"

#define JSON_NO_IO
#define JSON_ASSERT(condition) static_cast<void>(0)
#include <nlohmann/json.hpp>

// The library words a message for every fault, and hands it over inside an exception object. Neither is needed:
// without the words, the code that puts them together goes too (2 KB of Wasm after compression), and so does the copy
// of each token and the count of lines that it would keep for them (a sixth of the time of deciding).
//
// Those are private members, specialised for this adapter: what they do must be read again in every newer version. And
// a program that links the core may not use the same library with other definitions of its exceptions.
static_assert(NLOHMANN_JSON_VERSION_MAJOR == 3 && NLOHMANN_JSON_VERSION_MINOR == 11,
              "read the lexer's get, unget, reset and next_byte_in_range again, then name this version here");

namespace nlohmann {
namespace detail {

using TextAdapter = decltype(input_adapter(std::declval<encore::Cursor>(), std::declval<encore::Cursor>()));
using TextParser = parser<json, TextAdapter>;

template <>
inline std::string TextParser::exception_message(token_type, const std::string&) {
  return {};
}

using TextLexer = lexer<json, TextAdapter>;

template <>
inline std::string TextLexer::get_token_string() const {
  return {};
}

// Numbers are read from their token, whatever the locale of the process takes for a point.
template <>
inline char TextLexer::get_decimal_point() noexcept {
  return '.';
}

template <>
inline TextLexer::char_int_type TextLexer::get() {
  ++position.chars_read_total;
  if (next_unget) {
    next_unget = false;
  } else {
    current = ia.get_character();
  }
  return current;
}

template <>
__attribute__((noinline)) inline bool TextLexer::next_byte_in_range(std::initializer_list<char_int_type> ranges) {
  add(current);
  for (const auto* range = ranges.begin(); range != ranges.end(); range += 2) {
    get();
    if (current < range[0] || current > range[1]) return false;
    add(current);
  }
  return true;
}

template <>
inline bool TextLexer::scan_comment() {
  return false;
}

template <>
inline void TextLexer::unget() {
  next_unget = true;
  --position.chars_read_total;
}

template <>
inline void TextLexer::reset() noexcept {
  token_buffer.clear();
}

template <>
inline parse_error parse_error::create<std::nullptr_t, 0>(int id, const position_t& position, const std::string&,
                                                          std::nullptr_t) {
  return {id, position.chars_read_total, ""};
}

template <>
inline out_of_range out_of_range::create<std::nullptr_t, 0>(int id, const std::string&, std::nullptr_t) {
  return {id, ""};
}

}  // namespace detail
}  // namespace nlohmann

namespace encore {

namespace {

// Receives the parser's events; `fault` says why it stopped them.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  TreeBuilder(const Scan& scan, std::size_t max_depth, Arena& arena, Tree& tree)
      : scan_(scan), max_depth_(max_depth), arena_(arena), tree_(tree) {}

  IssueCode fault = code::syntax;
  std::size_t position = 0;  // bytes read when the grammar failed; 0 where it did not

  bool null() { return add(NodeKind::null); }
  bool boolean(bool value) { return add(NodeKind::boolean) && (tree_.nodes.back().boolean = value, true); }
  bool number_integer(std::int64_t value) {
    return add(NodeKind::integer) && (tree_.nodes.back().integer = value, true);
  }
  bool number_unsigned(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<std::int64_t>(value));
    }
    if (!kFullBuild) return unread();
    return add(NodeKind::number) && (tree_.nodes.back().number = static_cast<double>(value), true);
  }
  bool number_float(double, const std::string& token) {
    if (!kFullBuild) return unread();
    const double value = parse_number(token);
    if (std::isinf(value)) {
      fault = code::number_range;
      return false;
    }
    return add(NodeKind::number) && (tree_.nodes.back().number = value, true);
  }
  bool string(const std::string& value) {
    return add(NodeKind::string) && (tree_.nodes.back().text = text_of(value), true);
  }
  bool binary(const Json::binary_t&) { return false; }  // JSON text has none
  bool key(const std::string& value) {
    key_ = text_of(value);
    return true;
  }
  bool start_object(std::size_t) { return open(NodeKind::object); }
  bool start_array(std::size_t) { return open(NodeKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& problem) {
    if (problem.id == 406) {
      fault = code::number_range;  // where libc reads numbers, the library finds out before number_float does
    } else {
      position = at + scan_.skipped;
    }
    return false;
  }

 private:
  std::string_view text_of(const std::string& read) const {
    return scan_.plain.data() != nullptr ? scan_.plain : arena_.text(read);
  }

  bool unread() {
    tree_.whole_numbers = false;
    return add(NodeKind::number);
  }

  bool add(NodeKind kind) {
    if (tree_.nodes.size() == kMaxValues) {
      fault = code::too_many_values;
      return false;
    }
    if (open_ != kNoNode) ++tree_.nodes[open_].count;
    Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.end = static_cast<NodeIndex>(tree_.nodes.size());
    node.key = key_;
    key_ = {};
    return true;
  }

  // While a container is open, its `end` holds its parent; no stack is needed.
  bool open(NodeKind kind) {
    if (depth_ == max_depth_) {
      fault = code::depth;
      return false;
    }
    if (!add(kind)) return false;
    ++depth_;
    tree_.nodes.back().end = open_;
    open_ = static_cast<NodeIndex>(tree_.nodes.size() - 1);
    return true;
  }

  bool close() {
    Node& node = tree_.nodes[open_];
    open_ = node.end;
    node.end = static_cast<NodeIndex>(tree_.nodes.size());
    --depth_;
    return true;
  }

  const Scan& scan_;
  std::size_t max_depth_;
  std::size_t depth_ = 0;
  Arena& arena_;
  Tree& tree_;
  NodeIndex open_ = kNoNode;
  std::string_view key_;
};

// Offset of the first byte that is not part of a UTF-8 sequence; the size where all are.
std::size_t first_ill_formed(std::string_view text) {
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  while (at < end) {
    const std::size_t length = sequence_at(at, end);
    if (length == 0) break;
    at += length;
  }
  return static_cast<std::size_t>(at - text.data());
}

void place(std::string_view before, Issue& issue) {
  issue.line = 1;
  issue.column = 1;
  for (const char c : before) {
    if (c == '\n') {
      ++issue.line;
      issue.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {
      ++issue.column;
    }
  }
}

}  // namespace

bool parse(std::string_view text, std::size_t max_depth, Arena& arena, Tree& tree, Issue& issue) {
  tree.nodes.clear();
  tree.whole_numbers = true;
  tree.nodes.reserve(text.size() / 20 + 16);  // a sheet spends about 20 bytes on a value
  Scan scan;
  TreeBuilder builder(scan, max_depth, arena, tree);
  const char* const end = text.data() + text.size();
  if (nlohmann::json::sax_parse(Cursor(text.data(), end, scan), Cursor(end, end, scan), &builder)) {
    if (scan.nul == nullptr) return true;
    builder.position = static_cast<std::size_t>(scan.nul - text.data()) + 1;
  }
  if (!kFullBuild) return false;

  issue = Issue{};
  issue.code = builder.fault;
  std::size_t at = builder.position;
  if (builder.fault == code::syntax) {
    const std::size_t ill_formed = first_ill_formed(text);
    if (ill_formed < text.size() && ill_formed < at) {
      issue.code = code::utf8;
      at = ill_formed + 1;
    }
  } else if (builder.fault == code::depth) {
    issue.limit = static_cast<std::int64_t>(max_depth);
    issue.has_limit = true;
  } else if (builder.fault == code::too_many_values) {
    issue.limit = static_cast<std::int64_t>(kMaxValues);
    issue.has_limit = true;
  }
  if (at > 0) place(text.substr(0, at - 1), issue);
  return false;
}

}  // namespace encore
