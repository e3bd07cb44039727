"""Batches that a table does not take in full: full jitter, and UnprocessedItems until none is left.

    backoff_batches.py us-east-1=http://127.0.0.1:8000 …

The regions run with --throttle, and a table has less capacity than the application wants: it leaves items unprocessed
and throttles, and the pattern must get every item there all the same. The SDK's own retries are off.
"""

import random
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

THROTTLED = {"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"}
BATCH_MAX = 25
ATTEMPTS_MAX = 12


def full_jitter(attempt, dice, base=0.02, cap=1.0):
    """Seconds to wait: anything up to base * 2^attempt."""
    return dice.uniform(0, min(cap, base * 2**attempt))


def with_backoff(call, dice):
    for attempt in range(ATTEMPTS_MAX):
        try:
            return call()
        except ClientError as error:
            if error.response["Error"]["Code"] not in THROTTLED or attempt == ATTEMPTS_MAX - 1:
                raise
            time.sleep(full_jitter(attempt, dice))


def write_all(client, table, items, dice):
    """Writes `items` in batches; returns how many calls that took."""
    calls = 0
    for first in range(0, len(items), BATCH_MAX):
        pending = [{"PutRequest": {"Item": item}} for item in items[first : first + BATCH_MAX]]
        for attempt in range(ATTEMPTS_MAX):
            answer = with_backoff(lambda: client.batch_write_item(RequestItems={table: pending}), dice)
            calls += 1
            pending = answer["UnprocessedItems"].get(table, [])
            if not pending:
                break
            time.sleep(full_jitter(attempt, dice))
        assert not pending, f"{len(pending)} items are left after {ATTEMPTS_MAX} attempts"
    return calls


class Counted:
    """A client that counts what the table held back."""

    def __init__(self, client):
        self.client, self.withheld, self.throttled = client, 0, 0

    def batch_write_item(self, RequestItems):
        try:
            answer = self.client.batch_write_item(RequestItems=RequestItems)
        except ClientError as error:
            self.throttled += error.response["Error"]["Code"] in THROTTLED
            raise
        self.withheld += sum(len(left) for left in answer["UnprocessedItems"].values())
        return answer


def make_table(client, name, units):
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "orderId", "KeyType": "HASH"}, {"AttributeName": "line", "KeyType": "RANGE"}],
        AttributeDefinitions=[
            {"AttributeName": "orderId", "AttributeType": "S"},
            {"AttributeName": "line", "AttributeType": "N"},
        ],
        ProvisionedThroughput={"ReadCapacityUnits": units, "WriteCapacityUnits": units},
    )


def client_of(endpoint):
    region, url = endpoint.split("=", 1)
    return boto3.client(
        "dynamodb",
        region_name=region,
        endpoint_url=url,
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1, "mode": "standard"}),
    )


def counted(client, table, name):
    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="orderId = :o",
        ExpressionAttributeValues={":o": {"S": name}},
        Select="COUNT",
    )
    return sum(page["Count"] for page in pages)


def throttles_one_by_one(client):
    make_table(client, "Tiny", units=1)
    for line in range(1000):
        try:
            client.put_item(TableName="Tiny", Item={"orderId": {"S": "one"}, "line": {"N": str(line)}})
        except client.exceptions.ProvisionedThroughputExceededException:
            return
    raise AssertionError("a table with one unit took a thousand writes at once")


def main(endpoints):
    seed = random.randrange(2**32)
    print("seed", seed)
    dice = random.Random(seed)
    client = client_of(endpoints[0])
    items = [{"orderId": {"S": "jitter"}, "line": {"N": str(n)}, "text": {"S": "x" * 50}} for n in range(200)]
    assert write_all(client, "Orders", items[:100], dice) == 4, "a table on demand takes every batch in full"
    make_table(client, "Metered", units=50)
    metered = Counted(client)
    calls = write_all(metered, "Metered", items, dice)
    print(f"{calls} calls, {metered.withheld} items withheld, {metered.throttled} times throttled")
    assert metered.withheld > 0, "no UnprocessedItems came"
    assert counted(client, "Metered", "jitter") == len(items)
    throttles_one_by_one(client)
    for endpoint in endpoints:
        deadline = time.monotonic() + 30
        while counted(client_of(endpoint), "Orders", "jitter") != 100:
            assert time.monotonic() < deadline, "replication did not come to rest"
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
