// Items, queries, batches and transactions through @aws-sdk/client-dynamodb, against three regions.
//
//   LASTWRITE_NODE_MODULES=… node items.mjs us-east-1=http://127.0.0.1:8000 eu-west-1=… ap-northeast-1=…
import assert from "node:assert/strict";
import { claim, eventually, load, main, refused } from "./support.mjs";

const sdk = load("@aws-sdk/client-dynamodb");
const TableName = "Orders";
const key = (order, line = 1) => ({ orderId: { S: order }, line: { N: String(line) } });

async function everyTypeComesBack(client) {
  const Item = {
    ...key("js"),
    number: { N: "-12345678901234567890123456789012345.678" },
    bytes: { B: new Uint8Array([0, 255]) },
    yes: { BOOL: true },
    nothing: { NULL: true },
    texts: { SS: ["a", "ä"] },
    numbers: { NS: ["1", "2.5"] },
    list: { L: [{ S: "x" }, { M: { deep: { L: [] } } }] },
    n: { N: "1" },
  };
  await client.send(new sdk.PutItemCommand({ TableName, Item }));
  const back = await client.send(new sdk.GetItemCommand({ TableName, Key: key("js"), ConsistentRead: true }));
  assert.deepEqual(back.Item, Item);
}

async function conditionsHold(client) {
  const bump = {
    TableName,
    Key: key("js"),
    UpdateExpression: "SET n = n + :one",
    ConditionExpression: "n = :seen",
    ExpressionAttributeValues: { ":one": { N: "1" }, ":seen": { N: "1" } },
    ReturnValues: "UPDATED_NEW",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  };
  const first = await client.send(new sdk.UpdateItemCommand(bump));
  assert.deepEqual(first.Attributes, { n: { N: "2" } });
  const error = await refused(
    () => client.send(new sdk.UpdateItemCommand(bump)),
    "ConditionalCheckFailedException",
  );
  assert.equal(error.Item.n.N, "2");
}

async function pagesJoin(client) {
  const writes = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: key("pages", i) } }));
  const put = await client.send(new sdk.BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
  assert.deepEqual(put.UnprocessedItems, {});
  const lines = [];
  const query = {
    TableName,
    KeyConditionExpression: "orderId = :o",
    ExpressionAttributeValues: { ":o": { S: "pages" } },
    ScanIndexForward: false,
  };
  for await (const page of sdk.paginateQuery({ client, pageSize: 7 }, query))
    lines.push(...page.Items.map((item) => Number(item.line.N)));
  assert.deepEqual(lines, Array.from({ length: 25 }, (_, i) => 24 - i));
}

async function transactionsAreWhole(client) {
  const put = { Put: { TableName, Item: key("transaction") } };
  const check = {
    ConditionCheck: { TableName, Key: key("js"), ConditionExpression: "attribute_not_exists(orderId)" },
  };
  const error = await refused(
    () => client.send(new sdk.TransactWriteItemsCommand({ TransactItems: [put, check] })),
    "TransactionCanceledException",
  );
  const codes = error.CancellationReasons.map((reason) => reason.Code);
  assert.deepEqual(codes, ["None", "ConditionalCheckFailed"]);
  await client.send(new sdk.TransactWriteItemsCommand({ TransactItems: [put] }));
  const both = [key("transaction"), key("nowhere")].map((Key) => ({ Get: { TableName, Key } }));
  const found = await client.send(new sdk.TransactGetItemsCommand({ TransactItems: both }));
  assert.deepEqual(found.Responses.map((one) => one.Item), [key("transaction"), undefined]);
}

async function mistakesAreTold(client) {
  const send = (command) => () => client.send(command);
  await refused(send(new sdk.DescribeTableCommand({ TableName: "nowhere" })), "ResourceNotFoundException");
  const half = { TableName, Key: { orderId: { S: "x" } } };
  await refused(send(new sdk.GetItemCommand(half)), "ValidationException");
}

// Each region takes the check for its own copy: both writes are told OK, and one of them is gone.
async function aVersionCheckSeesItsRegionAlone(here, there) {
  const Key = key("version");
  await here.send(new sdk.PutItemCommand({ TableName, Item: { ...Key, version: { N: "1" } } }));
  const read = async (client) => (await client.send(new sdk.GetItemCommand({ TableName, Key }))).Item;
  await eventually("the item is in both regions", () => read(there));
  const write = (client, by) =>
    client.send(
      new sdk.UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET version = version + :one, #by = :by",
        ConditionExpression: "version = :seen",
        ExpressionAttributeNames: { "#by": "by" },
        ExpressionAttributeValues: { ":one": { N: "1" }, ":seen": { N: "1" }, ":by": { S: by } },
      }),
    );
  await Promise.all([write(here, "here"), write(there, "there")]);
  const agreed = await eventually("both regions agree", async () => {
    const [a, b] = [await read(here), await read(there)];
    return a.by && a.by.S === b.by?.S && a;
  });
  assert.equal(agreed.version.N, "2");
  await refused(() => write(here, "late"), "ConditionalCheckFailedException");
}

await main(async (endpoints) => {
  const [here, there, far] = endpoints.map((endpoint) => new sdk.DynamoDBClient(endpoint));
  await claim("every type comes back", () => everyTypeComesBack(here));
  await claim("a condition refuses and shows the item", () => conditionsHold(here));
  await claim("pages join", () => pagesJoin(here));
  await claim("transactions are all or nothing", () => transactionsAreWhole(here));
  await claim("mistakes are told", () => mistakesAreTold(here));
  await claim("a version check sees its region alone", () => aVersionCheckSeesItsRegionAlone(here, far));
  await claim("the third region has it too", () =>
    eventually("the item", async () => (await there.send(new sdk.GetItemCommand({ TableName, Key: key("js") }))).Item),
  );
});
