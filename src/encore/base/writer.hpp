// SPDX-License-Identifier: MIT
//
// JSON text out, exactly as JSON.stringify would print it: no white space, the same
// escapes, keys in the order they are written. The writer places commas; the caller
// promises balance. Of numbers it prints integers only; doubles come from base/number.hpp
// as text, by `raw` or `value`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace encore {

/// Appends `text` between quotes with JSON.stringify's escapes (input is valid UTF-8).
void append_json_string(std::string& to, std::string_view text);

class Writer {
 public:
  explicit Writer(std::string& to) : to_(to) {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }

  /// Starts a member; a value must follow.
  void key(std::string_view name);

  void string(std::string_view value);
  void integer(std::int64_t value);
  void boolean(bool value);
  void null();
  /// Text that is JSON already.
  void raw(std::string_view json);
  /// Starts a value that the caller appends by itself to what this returns.
  std::string& value();

  void member(std::string_view name, std::string_view value) { key(name), string(value); }
  void member(std::string_view name, const char* value) { key(name), string(value); }
  void member(std::string_view name, std::int64_t value) { key(name), integer(value); }
  void member(std::string_view name, bool value) { key(name), boolean(value); }
  /// Writes nothing where there is no value.
  void member(std::string_view name, const std::optional<std::int64_t>& value) {
    if (value) member(name, *value);
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string& to_;
  bool first_ = true;  // nothing stands before the next item in its container
};

}  // namespace encore
