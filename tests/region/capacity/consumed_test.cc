#include "region/capacity/consumed.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Consumed, AWriteCostsAUnitForEachKilobyteBegun) {
  EXPECT_EQ(write_units(0), 1);
  EXPECT_EQ(write_units(1'024), 1);
  EXPECT_EQ(write_units(1'025), 2);
  EXPECT_EQ(write_units(1'025, /*transactional=*/true), 4);
}

TEST(Consumed, AReadCostsAUnitForEachFourKilobytesBegunOrHalfOfThat) {
  EXPECT_EQ(read_units(0, /*consistent=*/false), 0.5);
  EXPECT_EQ(read_units(4'097, /*consistent=*/true), 2);
  EXPECT_EQ(read_units(4'097, /*consistent=*/false), 1);
  EXPECT_EQ(read_units(4'097, /*consistent=*/true, /*transactional=*/true), 4);
}

TEST(Consumed, WhatIndexesTookCountsToo) {
  Consumed all{1, {{"by-state", 2}}, {{"by-date", 3}}};
  all += Consumed{1, {{"by-state", 1}}};
  EXPECT_EQ(all.total(), 8);
  EXPECT_EQ(all.global.at("by-state"), 3);
  EXPECT_EQ(consumed_by_transaction(all).total(), 16);
}

}  // namespace
}  // namespace lastwrite
