// @aws-sdk/lib-dynamodb: plain JavaScript values, and the patterns of applications that retry.
//
//   LASTWRITE_NODE_MODULES=… node documents.mjs us-east-1=http://127.0.0.1:8000 …
import assert from "node:assert/strict";
import { claim, eventually, load, main, refused } from "./support.mjs";

const { DynamoDBClient } = load("@aws-sdk/client-dynamodb");
const lib = load("@aws-sdk/lib-dynamodb");
const TableName = "Orders";

/** Full jitter: anything up to base * 2^attempt. */
const fullJitter = (attempt, base = 5, cap = 500) => Math.random() * Math.min(cap, base * 2 ** attempt);
const THROTTLED = ["ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"];

async function withBackoff(call, attempts = 8) {
  for (let attempt = 0; ; ++attempt) {
    try {
      return await call();
    } catch (error) {
      if (!THROTTLED.includes(error.name) || attempt + 1 === attempts) throw error;
      await new Promise((resume) => setTimeout(resume, fullJitter(attempt)));
    }
  }
}

async function writeAll(documents, items) {
  for (let first = 0; first < items.length; first += 25) {
    let pending = items.slice(first, first + 25).map((Item) => ({ PutRequest: { Item } }));
    for (let attempt = 0; pending.length > 0; ++attempt) {
      assert.ok(attempt < 8, `${pending.length} items are left`);
      const request = new lib.BatchWriteCommand({ RequestItems: { [TableName]: pending } });
      pending = (await withBackoff(() => documents.send(request))).UnprocessedItems?.[TableName] ?? [];
    }
  }
}

async function valuesComeBack(documents) {
  const Item = { orderId: "lib", line: 1, amount: 99.99, tags: new Set(["a", "b"]), deep: { list: [1, "x", null] } };
  await documents.send(new lib.PutCommand({ TableName, Item }));
  const { Item: back } = await documents.send(new lib.GetCommand({ TableName, Key: { orderId: "lib", line: 1 } }));
  assert.deepEqual(back, Item);
}

/** One more, if nobody else of this region wrote meanwhile; else what stands there. */
async function withVersionCheck(documents, Key, expected, payload) {
  try {
    const { Attributes } = await documents.send(
      new lib.UpdateCommand({
        TableName,
        Key,
        UpdateExpression: "SET #v = :next, payload = :payload",
        ConditionExpression: "#v = :expected",
        ExpressionAttributeNames: { "#v": "version" },
        ExpressionAttributeValues: { ":next": expected + 1, ":expected": expected, ":payload": payload },
        ReturnValues: "ALL_NEW",
      }),
    );
    return { item: Attributes, conflict: false };
  } catch (error) {
    if (error.name !== "ConditionalCheckFailedException") throw error;
    const { Item } = await documents.send(new lib.GetCommand({ TableName, Key, ConsistentRead: true }));
    return { item: Item, conflict: true };
  }
}

async function versionChecksFindConflicts(here, there) {
  const Key = { orderId: "checked", line: 1 };
  await here.send(new lib.PutCommand({ TableName, Item: { ...Key, version: 1 } }));
  assert.equal((await withVersionCheck(here, Key, 1, "first")).conflict, false);
  const second = await withVersionCheck(here, Key, 1, "second");
  assert.deepEqual([second.conflict, second.item.payload], [true, "first"]);
  const read = async (documents) => (await documents.send(new lib.GetCommand({ TableName, Key }))).Item;
  await eventually("the write is there too", async () => (await read(there))?.version === 2);
  const both = await Promise.all([
    withVersionCheck(here, Key, 2, "here"),
    withVersionCheck(there, Key, 2, "there"),
  ]);
  assert.deepEqual(both.map((one) => one.conflict), [false, false], "each region checks its own copy");
  await eventually("one of the two is left", async () => {
    const [a, b] = [await read(here), await read(there)];
    return a.payload === b.payload;
  });
}

async function batchesArrive(documents, all) {
  const items = Array.from({ length: 120 }, (_, line) => ({ orderId: "many", line, text: "x".repeat(200) }));
  await writeAll(documents, items);
  const query = {
    TableName,
    KeyConditionExpression: "orderId = :o",
    ExpressionAttributeValues: { ":o": "many" },
  };
  for (const one of all) {
    await eventually("all items are there", async () => {
      let count = 0;
      for await (const page of lib.paginateQuery({ client: one, pageSize: 50 }, { ...query })) count += page.Count;
      return count === items.length;
    });
  }
}

await main(async (endpoints) => {
  const all = endpoints.map((endpoint) => lib.DynamoDBDocumentClient.from(new DynamoDBClient(endpoint)));
  await claim("values come back", () => valuesComeBack(all[0]));
  await claim("version checks find conflicts of one region", () => versionChecksFindConflicts(all[0], all[1]));
  await claim("batches arrive in every region", () => batchesArrive(all[0], all));
  await claim("an empty key is refused", () =>
    refused(
      () => all[0].send(new lib.PutCommand({ TableName, Item: { orderId: "", line: 1 } })),
      "ValidationException",
    ),
  );
});
