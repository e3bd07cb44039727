// Write, then process through the stream: what went well expires, what failed keeps its error.
//
//   LASTWRITE_NODE_MODULES=… node write_then_process.mjs us-east-1=http://127.0.0.1:8000 …
//
// The program makes the table Jobs itself, in one region.
import assert from "node:assert/strict";
import { claim, eventually, load, main } from "./support.mjs";

const sdk = load("@aws-sdk/client-dynamodb");
const lib = load("@aws-sdk/lib-dynamodb");
const streamSdk = load("@aws-sdk/client-dynamodb-streams");
const TableName = "Jobs";
const JOBS = 12;

async function createTable(client) {
  await client.send(
    new sdk.CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "jobId", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "jobId", AttributeType: "S" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  await sdk.waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  await client.send(
    new sdk.UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    }),
  );
}

/** All records of the table's stream, each once, in the order of their shard. */
class Reader {
  constructor(streams) {
    this.streams = streams;
    this.iterators = new Map();
    this.records = [];
  }
  async findShards() {
    const { Streams } = await this.streams.send(new streamSdk.ListStreamsCommand({ TableName }));
    const { StreamArn } = Streams[0];
    const { StreamDescription } = await this.streams.send(new streamSdk.DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription.Shards) {
      if (this.iterators.has(ShardId)) continue;
      const ask = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" };
      const { ShardIterator } = await this.streams.send(new streamSdk.GetShardIteratorCommand(ask));
      this.iterators.set(ShardId, ShardIterator);
    }
  }
  async poll() {
    await this.findShards();
    const found = [];
    for (const [shard, ShardIterator] of this.iterators) {
      if (!ShardIterator) continue;
      const answer = await this.streams.send(new streamSdk.GetRecordsCommand({ ShardIterator }));
      this.iterators.set(shard, answer.NextShardIterator);
      found.push(...answer.Records);
    }
    this.records.push(...found);
    return found;
  }
}

/** What the function behind the stream does with a new job; every third one fails. */
async function process(documents, job) {
  const failed = Number(job.number) % 3 === 0;
  const expression = failed
    ? "SET #s = :s, #e = :detail, attempts = if_not_exists(attempts, :zero) + :one"
    : "SET #s = :s, expiresAt = :detail, attempts = if_not_exists(attempts, :zero) + :one";
  await documents.send(
    new lib.UpdateCommand({
      TableName,
      Key: { jobId: job.jobId },
      UpdateExpression: expression,
      ConditionExpression: "#s = :pending",
      ExpressionAttributeNames: { "#s": "status", ...(failed && { "#e": "error" }) },
      ExpressionAttributeValues: {
        ":s": failed ? "failed" : "done",
        ":detail": failed ? "the job could not be done" : Math.floor(Date.now() / 1000) - 1,
        ":pending": "pending",
        ":zero": 0,
        ":one": 1,
      },
    }),
  );
}

async function processAll(documents, reader) {
  let processed = 0;
  await eventually("every job is processed", async () => {
    for (const record of await reader.poll()) {
      if (record.eventName !== "INSERT") continue;
      const { jobId, number } = record.dynamodb.NewImage;
      await process(documents, { jobId: jobId.S, number: number.N });
      ++processed;
    }
    return processed >= JOBS;
  });
  assert.equal(processed, JOBS, "each job comes through the stream once");
}

async function onlyFailuresStay(documents) {
  await eventually("what is done expires", async () => {
    const { Items } = await documents.send(new lib.ScanCommand({ TableName, ConsistentRead: true }));
    return Items.every((item) => item.status === "failed") && Items;
  });
  const { Items } = await documents.send(new lib.ScanCommand({ TableName, ConsistentRead: true }));
  assert.equal(Items.length, JOBS / 3);
  for (const item of Items) assert.ok(item.error && item.attempts === 1, JSON.stringify(item));
}

async function expiryIsTold(reader) {
  const removed = await eventually("the stream tells of every expiry", async () => {
    await reader.poll();
    const records = reader.records.filter((record) => record.eventName === "REMOVE");
    return records.length === (JOBS * 2) / 3 && records;
  });
  for (const record of removed) {
    assert.equal(record.userIdentity?.PrincipalId, "dynamodb.amazonaws.com");
    assert.equal(record.userIdentity?.Type, "Service");
    assert.equal(record.dynamodb.OldImage.status.S, "done");
  }
}

await main(async ([endpoint]) => {
  const client = new sdk.DynamoDBClient(endpoint);
  const documents = lib.DynamoDBDocumentClient.from(client);
  const reader = new Reader(new streamSdk.DynamoDBStreamsClient(endpoint));
  await claim("the table has a stream and a time to live", () => createTable(client));
  for (let number = 0; number < JOBS; ++number) {
    const Item = { jobId: `job-${number}`, number, status: "pending" };
    await documents.send(new lib.PutCommand({ TableName, Item }));
  }
  await claim("every job is processed once", () => processAll(documents, reader));
  await claim("what is done expires, what failed keeps its error", () => onlyFailuresStay(documents));
  await claim("the stream tells of every expiry", () => expiryIsTold(reader));
});
