"""Chat sessions in one table, as a serverless application keeps them, in one region.

    chat_sessions.py us-east-1=http://127.0.0.1:8000 …

Connect and resume, idempotent turns, a counter, the latest turns, a lookup by connection through a global
secondary index, a hand-off in a transaction, a summary from the stream every ten turns, cleanup. The program
makes the table ChatSessions itself.
"""

import sys
import time
import uuid

import boto3
from boto3.dynamodb.conditions import Key
from botocore.exceptions import ClientError

TABLE = "ChatSessions"
PATIENCE_SECONDS = 30
SESSION_SECONDS = 86_400
TURNS_TO_A_SUMMARY = 10


def claim(what, holds):
    assert holds, what
    print("claim holds:", what)


def eventually(what, found):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (value := found()):
        assert time.monotonic() < deadline, f"it did not come true in time: {what}"
        time.sleep(0.02)
    return value


def is_refused(call):
    """Whether the condition of `call` refused it."""
    try:
        call()
        return False
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return True


def create_table(dynamo):
    key = lambda name, kind: {"AttributeName": name, "KeyType": kind}
    table = dynamo.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[key("PK", "HASH"), key("SK", "RANGE")],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK", "connection_id")],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-connection",
                "KeySchema": [key("connection_id", "HASH")],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["session_id", "status"]},
            }
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    table.wait_until_exists()
    return table


class Session:
    """One conversation; every method is what a function behind the web socket does."""

    def __init__(self, table, session_id):
        self.table, self.id, self.pk = table, session_id, f"SESSION#{session_id}"
        self.last_ms = int(time.time() * 1000)

    @classmethod
    def connect(cls, table, connection_id, customer, session_id=None):
        """Goes on with a session that is active, or begins a new one."""
        if session_id is not None:
            session = cls(table, session_id)
            if session._rebind(connection_id):
                return session, True
        session = cls(table, str(uuid.uuid4()))
        now = int(time.time())
        meta = {
            "PK": session.pk,
            "SK": "META",
            "session_id": session.id,
            "customer_id": customer,
            "connection_id": connection_id,
            "status": "active",
            "turn_count": 0,
            "created_at": now,
            "ttl": now + SESSION_SECONDS,
        }
        table.put_item(Item=meta, ConditionExpression="attribute_not_exists(PK)")
        return session, False

    def _rebind(self, connection_id):
        meta = self.table.get_item(
            Key={"PK": self.pk, "SK": "META"},
            ProjectionExpression="session_id, #s",
            ExpressionAttributeNames={"#s": "status"},
        ).get("Item")
        if not meta or meta["status"] != "active":
            return False
        self._update("SET connection_id = :c, #ttl = :t", {":c": connection_id, ":t": int(time.time()) + SESSION_SECONDS},
                     {"#ttl": "ttl"})
        return True

    def _update(self, expression, values, names=None, **more):
        if names:
            more["ExpressionAttributeNames"] = names
        return self.table.update_item(
            Key={"PK": self.pk, "SK": "META"},
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            ReturnValues="ALL_NEW",
            **more,
        )["Attributes"]

    def next_turn(self):
        self.last_ms += 1
        return f"TURN#{self.last_ms:013}"

    def say(self, turn, role, text):
        """Writes a turn once, however often it is sent. False: it was there."""
        item = {"PK": self.pk, "SK": turn, "role": role, "content": text, "response_id": str(uuid.uuid4())}
        once = "attribute_not_exists(PK) AND attribute_not_exists(SK)"
        if is_refused(lambda: self.table.put_item(Item=item, ConditionExpression=once)):
            return False
        self._update("SET turn_count = turn_count + :one, updated_at = :now", {":one": 1, ":now": int(time.time())})
        return True

    def meta(self):
        return self.table.get_item(Key={"PK": self.pk, "SK": "META"}, ConsistentRead=True)["Item"]

    def latest(self, prefix, count):
        """The newest first."""
        return self.table.query(
            KeyConditionExpression=Key("PK").eq(self.pk) & Key("SK").begins_with(prefix),
            ScanIndexForward=False,
            Limit=count,
        )["Items"]

    def hand_off(self, agent):
        """To a human: status and record together, or not at all."""
        name = self.table.name
        self.table.meta.client.transact_write_items(
            TransactItems=[
                {
                    "Update": {
                        "TableName": name,
                        "Key": {"PK": self.pk, "SK": "META"},
                        "UpdateExpression": "SET #s = :handed, agent_id = :agent",
                        "ConditionExpression": "#s = :active",
                        "ExpressionAttributeNames": {"#s": "status"},
                        "ExpressionAttributeValues": {":handed": "handed_off", ":active": "active", ":agent": agent},
                    }
                },
                {
                    "Put": {
                        "TableName": name,
                        "Item": {"PK": self.pk, "SK": f"HANDOFF#{agent}", "at": int(time.time())},
                        "ConditionExpression": "attribute_not_exists(PK)",
                    }
                },
            ]
        )

    def clean_up(self):
        items = self.table.query(KeyConditionExpression=Key("PK").eq(self.pk), ProjectionExpression="PK, SK")["Items"]
        with self.table.batch_writer() as batch:
            for item in items:
                batch.delete_item(Key=item)


class Summarizer:
    """Reads the table's stream, and writes a summary for every tenth turn."""

    def __init__(self, streams, table):
        self.streams, self.table = streams, table
        arn = streams.list_streams(TableName=table.name)["Streams"][0]["StreamArn"]
        shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self.iterators = [
            streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")[
                "ShardIterator"
            ]
            for shard in shards
        ]
        self.seen = []

    def poll(self):
        """All that is new, in order."""
        for index, iterator in enumerate(self.iterators):
            if iterator is None:
                continue
            answer = self.streams.get_records(ShardIterator=iterator)
            self.iterators[index] = answer.get("NextShardIterator")
            for record in answer["Records"]:
                self.seen.append(record)
                self._summarize(record)

    def _summarize(self, record):
        image = record["dynamodb"].get("NewImage", {})
        before = record["dynamodb"].get("OldImage", {})
        if record["eventName"] != "MODIFY" or image["SK"]["S"] != "META":
            return
        count = int(image["turn_count"]["N"])
        if count == 0 or count % TURNS_TO_A_SUMMARY or before["turn_count"]["N"] == image["turn_count"]["N"]:
            return
        self.table.put_item(
            Item={"PK": image["PK"]["S"], "SK": f"SUMMARY#{count:06}", "turns": count, "text": f"after {count} turns"}
        )


def talk(table, summarizer):
    session, resumed = Session.connect(table, "connection-1", "customer-1")
    claim("a new session begins", not resumed and session.meta()["status"] == "active")
    first = session.next_turn()
    claim("a turn is written once", session.say(first, "user", "hello") and not session.say(first, "user", "hello"))
    for number in range(2, 24):
        session.say(session.next_turn(), "user" if number % 2 else "assistant", f"turn {number}")
    claim("the counter counts turns, not attempts", session.meta()["turn_count"] == 23)
    latest = [turn["content"] for turn in session.latest("TURN#", 20)]
    claim("the latest turns come first", latest == [f"turn {number}" for number in range(23, 3, -1)])
    claim("a stranger's session is not resumed", not Session.connect(table, "x", "x", "nobody")[1])
    again, resumed = Session.connect(table, "connection-2", "customer-1", session.id)
    claim("an active session is resumed", resumed and again.id == session.id)
    summaries_come(session, summarizer)
    return session


def summaries_come(session, summarizer):
    def both():
        summarizer.poll()
        summaries = session.latest("SUMMARY#", 5)
        return summaries if len(summaries) == 2 else None

    turns = [summary["turns"] for summary in eventually("two summaries", both)]
    claim("the stream leads to a summary every ten turns", turns == [20, 10])
    counts = [
        int(record["dynamodb"]["NewImage"]["turn_count"]["N"])
        for record in summarizer.seen
        if record["dynamodb"]["Keys"]["PK"]["S"] == session.pk and record["dynamodb"]["Keys"]["SK"]["S"] == "META"
    ]
    claim("records of one item come in order", counts == sorted(counts))


def lookup(table, session):
    query = lambda connection: table.query(
        IndexName="by-connection", KeyConditionExpression=Key("connection_id").eq(connection)
    )["Items"]
    found = eventually("the index knows the connection", lambda: query("connection-2"))
    claim("a session is found by its connection", [item["session_id"] for item in found] == [session.id])
    claim("the index shows what it projects", "turn_count" not in found[0] and found[0]["status"] == "active")
    eventually("the index forgets the old connection", lambda: not query("connection-1"))


def hand_over(session):
    session.hand_off("agent-7")
    claim("a hand-off changes the session", session.meta()["status"] == "handed_off")
    try:
        session.hand_off("agent-8")
        claim("a second hand-off is cancelled", False)
    except ClientError as error:
        codes = [reason["Code"] for reason in error.response["CancellationReasons"]]
        claim("a second hand-off is cancelled as a whole", codes == ["ConditionalCheckFailed", "None"])
    claim("there is one hand-off", len(session.latest("HANDOFF#", 5)) == 1)


def main(endpoints):
    region, url = endpoints[0].split("=", 1)
    options = dict(region_name=region, endpoint_url=url, aws_access_key_id="any", aws_secret_access_key="any")
    table = create_table(boto3.resource("dynamodb", **options))
    summarizer = Summarizer(boto3.client("dynamodbstreams", **options), table)
    session = talk(table, summarizer)
    lookup(table, session)
    hand_over(session)
    session.clean_up()
    claim("cleanup leaves nothing", table.query(KeyConditionExpression=Key("PK").eq(session.pk))["Count"] == 0)
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
