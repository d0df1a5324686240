// SPDX-License-Identifier: MIT
//
// One flag is enough to place commas: an item follows either an opening bracket or a key
// (no comma) or another item (comma).
#include "encore/base/writer.hpp"

#include "encore/base/text.hpp"

namespace encore {

void append_json_string(std::string& to, std::string_view text) {
  to.push_back('"');
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    to.append(text.data() + written, at - written);
    written = at + 1;
    to.push_back('\\');
    switch (byte) {
      case '"':
      case '\\': to.push_back(text[at]); break;
      case '\b': to.push_back('b'); break;
      case '\f': to.push_back('f'); break;
      case '\n': to.push_back('n'); break;
      case '\r': to.push_back('r'); break;
      case '\t': to.push_back('t'); break;
      default: to.push_back('u'); append_hex(to, byte, 4);
    }
  }
  to.append(text.data() + written, text.size() - written);
  to.push_back('"');
}

void Writer::separate() {
  if (!first_) to_.push_back(',');
  first_ = false;
}

void Writer::open(char bracket) {
  separate();
  to_.push_back(bracket);
  first_ = true;
}

void Writer::close(char bracket) {
  to_.push_back(bracket);
  first_ = false;
}

void Writer::key(std::string_view name) {
  separate();
  append_json_string(to_, name);
  to_.push_back(':');
  first_ = true;
}

void Writer::string(std::string_view value) {
  separate();
  append_json_string(to_, value);
}

void Writer::integer(std::int64_t value) {
  separate();
  append_integer(to_, value);
}

void Writer::boolean(bool value) {
  separate();
  to_.append(value ? "true" : "false");
}

void Writer::null() {
  separate();
  to_.append("null");
}

void Writer::raw(std::string_view json) {
  value().append(json);
}

std::string& Writer::value() {
  separate();
  return to_;
}

}  // namespace encore
