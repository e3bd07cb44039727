// The schema of run.sqlite, as SQL. Explained in README.md of this folder.
#pragma once

namespace lastwrite {

inline constexpr const char* kRunSchema = R"sql(
PRAGMA user_version = 1;
CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE operations (
  strategy TEXT, operation INTEGER, task INTEGER, attempt INTEGER, session INTEGER, kind TEXT,
  client_region TEXT, target_region TEXT, item TEXT, intended_ns INTEGER, invoked_ns INTEGER,
  completed_ns INTEGER, outcome TEXT, error TEXT, condition_failed INTEGER, increment INTEGER,
  token TEXT, stamp TEXT, logical_key TEXT, bookkeeping INTEGER,
  PRIMARY KEY (strategy, operation)) WITHOUT ROWID;
CREATE TABLE writes (
  strategy TEXT, operation INTEGER, item TEXT, region TEXT, stamp TEXT, accepted_ns INTEGER,
  acknowledged INTEGER, measured INTEGER, fate TEXT, displacer TEXT, root_cause TEXT, base TEXT,
  previous TEXT, conditional INTEGER, atomic INTEGER, deleted INTEGER, stillborn INTEGER, aba INTEGER,
  newer_in_real_time INTEGER, tie INTEGER, condition_passed INTEGER, rival INTEGER, newer_rival INTEGER,
  disjoint_attributes INTEGER, exposed_ns INTEGER, exposed_reads INTEGER,
  bookkeeping INTEGER);
CREATE TABLE reads (
  strategy TEXT, operation INTEGER, item TEXT, region TEXT, session INTEGER, invoked_ns INTEGER, stamp TEXT,
  measured INTEGER, k INTEGER, read_your_writes INTEGER, monotonic_reads INTEGER);
CREATE INDEX writes_by_operation ON writes (strategy, operation);
CREATE INDEX writes_by_stamp ON writes (strategy, item, stamp);
CREATE TABLE lag_samples (
  strategy TEXT, "from" TEXT, "to" TEXT, accepted_ns INTEGER, lag_ns INTEGER, injected_ns INTEGER,
  outcome TEXT);
CREATE TABLE metrics (
  strategy TEXT, second INTEGER, region TEXT, accepted INTEGER, acknowledged INTEGER, applied INTEGER,
  discarded INTEGER, lost INTEGER);
CREATE TABLE backlogs (
  strategy TEXT, at_ns INTEGER, "from" TEXT, "to" TEXT, records INTEGER, oldest_age_ns INTEGER);
CREATE TABLE faults (strategy TEXT, at_ns INTEGER, begins INTEGER, description TEXT, regions TEXT);
CREATE TABLE clocks (strategy TEXT, at_ns INTEGER, region TEXT, offset_ns INTEGER);
CREATE TABLE phases (strategy TEXT, at_ns INTEGER, name TEXT);
CREATE TABLE finals (
  strategy TEXT, region TEXT, item TEXT, stamp TEXT, tombstone INTEGER, value_hash TEXT, counter INTEGER);
)sql";

}  // namespace lastwrite
