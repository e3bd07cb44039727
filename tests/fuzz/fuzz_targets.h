// What is fuzzed: functions that take any bytes, and must neither crash, leak, hang nor break the
// promises that they check.
//
//   for (const FuzzTarget& target : fuzz_targets()) target.run("SET a = :one");
//
// The same functions run under libFuzzer (entry_point.cc, `./dev fuzz`) and, over the corpus and
// some mutations of it, in the tests (smoke_test.cc). Threading: one thread.
#pragma once

#include <string_view>
#include <vector>

namespace lastwrite {

struct FuzzTarget {
  std::string_view name;  // corpus/<name>.lines has an input in each line, with \n and \\ escaped
  void (*run)(std::string_view input);
};

const std::vector<FuzzTarget>& fuzz_targets();

/// The texts of a condition, an update, a projection or a key condition (by the first byte):
/// parsed, and carried out on an item.
void fuzz_expression(std::string_view input);
/// A PartiQL statement with none to three parameters: parsed, planned, and carried out on an item.
void fuzz_statement(std::string_view input);
/// Requests of the API, one to a line, `PutItem {…}`, against a table of its own.
void fuzz_api(std::string_view input);
/// One or two numbers, with a space between.
void fuzz_number(std::string_view input);
/// The target, Authorization header and Accept-Encoding of a request, one to a line, and a packed
/// body.
void fuzz_signature(std::string_view input);

}  // namespace lastwrite
