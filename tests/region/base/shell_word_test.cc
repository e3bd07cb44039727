#include "region/base/shell_word.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(ShellWord, PlainWordsStayAsTheyAre) {
  for (const char* word : {"run", "--set", "network.links.0.latency=400ms", "a@b", "50%"})
    EXPECT_EQ(shell_word(word), word);
}

TEST(ShellWord, WhatAShellWouldTakeApartIsQuoted) {
  EXPECT_EQ(shell_word("faults=[]"), "'faults=[]'");
  EXPECT_EQ(shell_word("poisson(20/s)"), "'poisson(20/s)'");
  EXPECT_EQ(shell_word("two words"), "'two words'");
  EXPECT_EQ(shell_word("$HOME"), "'$HOME'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace lastwrite
