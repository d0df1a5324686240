// SPDX-License-Identifier: MIT
//
// Everything JavaScript can see of the core: three functions over one input and one output buffer. Text goes in by
// TextEncoder.encodeInto and comes out by TextDecoder; no C++ object lives on the JavaScript side.
//
//   const at = module.input(size)                    // where to write; the address may change with every call
//   const length = module.call(operation, head, body)  // sizes in bytes of what stands there: head, then body
//   const answer = HEAPU8.subarray(module.output(), module.output() + length)
//
// Two modules are made of this file: the whole core, and the page's, which holds the part of it that an ordinary
// thank-you page takes (page.cpp). What both know, both answer with the same bytes; what the page's does not know it
// answers with nothing, and the host calls the whole one.
//
// The whole core is bound by Embind. The page's module exports the same three as they are (ENCORE_PAGE_MODULE), because
// Embind's glue would weigh a twentieth of all that such a page downloads.
//
// The answer stays until the next call. The memory may grow in input() and call(): take HEAPU8 from the module again.

#include <emscripten.h>
#ifndef ENCORE_PAGE_MODULE
#include <emscripten/bind.h>
#endif

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "encore/api.hpp"

namespace {

char* text = nullptr;
std::uint32_t capacity = 0;
std::string answer;

std::uint32_t address(const char* data) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(data));
}

// The address of at least `size` bytes to write to; 0 where there is no memory for them.
std::uint32_t input(std::uint32_t size) {
  if (size > capacity) {
    std::free(text);
    text = static_cast<char*>(std::malloc(size));
    capacity = text == nullptr ? 0 : size;
  }
  return address(text);
}

// Runs one operation on the head and body in the input buffer; the size of the answer, 0 if they were never written.
std::uint32_t call(std::uint32_t operation, std::uint32_t head_size, std::uint32_t body_size) {
  if (head_size > capacity || body_size > capacity - head_size) return 0;
  answer = encore::run(static_cast<encore::Operation>(operation), std::string_view(text, head_size),
                       std::string_view(text + head_size, body_size));
  return static_cast<std::uint32_t>(answer.size());
}

std::uint32_t output() {
  return address(answer.data());
}

}  // namespace

#ifdef ENCORE_PAGE_MODULE
#define ENCORE_EXPORT(name) __attribute__((export_name(#name)))
extern "C" {
ENCORE_EXPORT(input) std::uint32_t page_input(std::uint32_t size) {
  return input(size);
}
ENCORE_EXPORT(call) std::uint32_t page_call(std::uint32_t operation, std::uint32_t head_size, std::uint32_t body_size) {
  return call(operation, head_size, body_size);
}
ENCORE_EXPORT(output) std::uint32_t page_output() {
  return output();
}
}
#else
#ifdef ENCORE_SLIM_EMBIND
// Linked without Embind's table of built-in types (3 KB of Wasm and 2 KB of glue after compression): the one type used
// above is registered here, and names of types, which only Embind's error messages need, are not kept.
extern "C" EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const std::type_info*) {
  return nullptr;
}
#endif

EMSCRIPTEN_BINDINGS(encore) {
#ifdef ENCORE_SLIM_EMBIND
  using emscripten::internal::TypeID;
  emscripten::internal::_embind_register_integer(TypeID<std::uint32_t>::get(), "uint32", 4, 0, UINT32_MAX);
#endif
  emscripten::function("input", &input);
  emscripten::function("call", &call);
  emscripten::function("output", &output);
}
#endif
