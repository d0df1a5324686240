// SPDX-License-Identifier: MIT
//
// How long the native core takes for one request, without the cost of bringing it there: reads two requests from
// standard input (the framing of main.cpp), runs them in turn, so that no answer comes from the document kept between
// calls, and prints the median time of one in nanoseconds. For the benchmark alone.
//
//   encore_timing <rounds> < requests

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "encore/api.hpp"

namespace {

struct Request {
  encore::Operation operation = encore::Operation::decide;
  std::string head;
  std::string body;
};

// One request: a line of three decimal numbers, then head and body.
bool read_request(Request& request) {
  char line[64];
  if (std::fgets(line, sizeof line, stdin) == nullptr) return false;
  char* rest = line;
  const unsigned long operation = std::strtoul(rest, &rest, 10);
  const unsigned long head_size = std::strtoul(rest, &rest, 10);
  const unsigned long body_size = std::strtoul(rest, &rest, 10);
  if (*rest != '\n') return false;
  request.operation = static_cast<encore::Operation>(operation);
  request.head.resize(head_size);
  request.body.resize(body_size);
  return std::fread(request.head.data(), 1, head_size, stdin) == head_size &&
         std::fread(request.body.data(), 1, body_size, stdin) == body_size;
}

}  // namespace

int main(int count, char** arguments) {
  const long rounds = count > 1 ? std::strtol(arguments[1], nullptr, 10) : 0;
  Request requests[2];
  if (rounds < 1 || !read_request(requests[0]) || !read_request(requests[1])) {
    static_cast<void>(
        std::fprintf(stderr, "encore_timing: expected a number of rounds, and two requests on standard input\n"));
    return 2;
  }
  using Clock = std::chrono::steady_clock;
  std::vector<std::int64_t> times;
  std::size_t printed = 0;
  for (long round = 0; round < rounds; ++round) {
    for (const Request& request : requests) {
      const auto start = Clock::now();
      printed += encore::run(request.operation, request.head, request.body).size();
      times.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count());
    }
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  std::printf("%lld %zu\n", static_cast<long long>(times[times.size() / 2]), printed);
}
