"""Batches that a table does not take in full: full jitter, and UnprocessedItems until none is left.

    backoff_batches.py us-east-1=http://127.0.0.1:8000 …

A wrapper between the application and the SDK leaves items unprocessed and throttles, as a table that is out of
capacity does: the pattern must get every item there all the same.
"""

import random
import sys
import time

import boto3
from botocore.exceptions import ClientError

THROTTLED = {"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"}
BATCH_MAX = 25
ATTEMPTS_MAX = 12


def full_jitter(attempt, dice, base=0.002, cap=0.2):
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


class ShortOfCapacity:
    """A client that takes a part of each batch, and at times nothing."""

    def __init__(self, client, dice):
        self.client, self.dice, self.withheld, self.throttled = client, dice, 0, 0

    def batch_write_item(self, RequestItems):
        if self.dice.random() < 0.3:
            self.throttled += 1
            told = {"Error": {"Code": "ProvisionedThroughputExceededException", "Message": "The level was exceeded"}}
            raise ClientError(told, "BatchWriteItem")
        ((table, requests),) = RequestItems.items()
        taken = self.dice.randint(1, len(requests))
        answer = self.client.batch_write_item(RequestItems={table: requests[:taken]})
        self.withheld += len(requests) - taken
        left = answer["UnprocessedItems"].get(table, []) + requests[taken:]
        return {**answer, "UnprocessedItems": {table: left} if left else {}}


def client_of(endpoint):
    region, url = endpoint.split("=", 1)
    return boto3.client(
        "dynamodb", region_name=region, endpoint_url=url, aws_access_key_id="any", aws_secret_access_key="any"
    )


def counted(client, name):
    pages = client.get_paginator("query").paginate(
        TableName="Orders",
        KeyConditionExpression="orderId = :o",
        ExpressionAttributeValues={":o": {"S": name}},
        Select="COUNT",
    )
    return sum(page["Count"] for page in pages)


def main(endpoints):
    seed = random.randrange(2**32)
    print("seed", seed)
    dice = random.Random(seed)
    client = client_of(endpoints[0])
    items = [{"orderId": {"S": "jitter"}, "line": {"N": str(n)}, "text": {"S": "x" * 50}} for n in range(200)]
    assert write_all(client, "Orders", items[:100], dice) == 4, "a region takes every batch in full"
    short = ShortOfCapacity(client, dice)
    calls = write_all(short, "Orders", items[100:], dice)
    print(f"{calls} calls, {short.withheld} items withheld, {short.throttled} times throttled")
    for endpoint in endpoints:
        deadline = time.monotonic() + 30
        while counted(client_of(endpoint), "jitter") != len(items):
            assert time.monotonic() < deadline, "replication did not come to rest"
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
