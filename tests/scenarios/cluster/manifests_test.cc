// The files of scenarios/cluster say what their scheduler and `lastwrite sweep` need.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/yaml_tree.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string text_of(const std::string& name) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  EXPECT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  std::ifstream in(fmt::format("{}/scenarios/cluster/{}", root == nullptr ? "" : root, name));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

YamlNode manifest(const std::string& name) {
  Result<YamlNode> parsed = parse_yaml(text_of(name), name);
  EXPECT_TRUE(parsed) << parsed.error().message;
  return parsed ? *parsed : YamlNode();
}

// The text at a path of keys and list indices; "" where there is none.
std::string at(const YamlNode& root, const std::vector<std::string>& path) {
  const YamlNode* node = &root;
  for (const std::string& key : path) {
    if (node->kind == YamlNode::Kind::kList) {
      const std::size_t index = std::stoul(key);
      if (index >= node->items.size()) return "";
      node = &node->items[index];
    } else if ((node = node->find(key)) == nullptr) {
      return "";
    }
  }
  return node->text;
}

const std::vector<std::string> kContainer = {"spec", "template", "spec", "containers", "0"};

std::vector<std::string> in_container(std::vector<std::string> path) {
  path.insert(path.begin(), kContainer.begin(), kContainer.end());
  return path;
}

TEST(KubernetesManifest, IsAnIndexedJob) {
  const YamlNode job = manifest("indexed-job.yaml");
  EXPECT_EQ(at(job, {"apiVersion"}), "batch/v1");
  EXPECT_EQ(at(job, {"kind"}), "Job");
  EXPECT_EQ(at(job, {"spec", "completionMode"}), "Indexed");
  EXPECT_NE(at(job, {"metadata", "name"}), "");
  EXPECT_NE(at(job, {"spec", "parallelism"}), "");
  EXPECT_EQ(at(job, {"spec", "template", "spec", "restartPolicy"}), "OnFailure");
  EXPECT_NE(at(job, in_container({"name"})), "");
  EXPECT_NE(at(job, in_container({"image"})), "");
}

TEST(KubernetesManifest, RunsAsManyShardsAsItHasIndices) {
  const YamlNode job = manifest("indexed-job.yaml");
  EXPECT_EQ(at(job, in_container({"env", "0", "name"})), "SHARDS");
  EXPECT_EQ(at(job, in_container({"env", "0", "value"})), at(job, {"spec", "completions"}));
  EXPECT_THAT(
      at(job, in_container({"command", "2"})),
      AllOf(HasSubstr("lastwrite sweep \"$@\""),
            HasSubstr("--shard \"$((JOB_COMPLETION_INDEX + 1))/$SHARDS\""), HasSubstr("--into")));
}

TEST(KubernetesManifest, EveryMountHasItsVolume) {
  for (const char* name : {"indexed-job.yaml", "merge-job.yaml"}) {
    const YamlNode job = manifest(name);
    const std::string volume = at(job, {"spec", "template", "spec", "volumes", "0", "name"});
    EXPECT_NE(volume, "");
    EXPECT_EQ(at(job, in_container({"volumeMounts", "0", "name"})), volume);
    EXPECT_EQ(at(job, in_container({"volumeMounts", "0", "mountPath"})), "/runs");
  }
}

TEST(SlurmScripts, GiveEveryTaskItsShard) {
  EXPECT_THAT(
      text_of("sweep.sbatch"),
      AllOf(HasSubstr("#SBATCH"), HasSubstr("--shard \"$SLURM_ARRAY_TASK_ID/$LASTWRITE_SHARDS\"")));
  EXPECT_THAT(text_of("submit.sh"),
              AllOf(HasSubstr("--array=\"1-$shards\""), HasSubstr("--dependency=\"afterok:")));
}

}  // namespace
}  // namespace lastwrite
