// SPDX-License-Identifier: MIT
//
// Decides the sheet on standard input at the moment given in milliseconds.
#include <iostream>
#include <iterator>
#include <string>

#include <encore/api.hpp>

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "decide MILLISECONDS < SHEET\n";
    return 2;
  }
  const std::string sheet{std::istreambuf_iterator<char>(std::cin), {}};
  const std::string head = "{\"now\":" + std::string(arguments[1]) + "}";
  std::cout << encore::run(encore::Operation::decide, head, sheet) << '\n';
  return 0;
}
