"""Items, queries, batches and transactions as a boto3 application writes them, against two regions.

    boto3_items.py us-east-1=http://127.0.0.1:8000 eu-west-1=http://127.0.0.1:8001

The table Orders (orderId S, line N) is there in both. Ends with 1 and the first claim that does not hold.
"""

import sys
import time
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

PATIENCE_SECONDS = 30


def orders(endpoint):
    region, url = endpoint.split("=", 1)
    dynamo = boto3.resource(
        "dynamodb", region_name=region, endpoint_url=url, aws_access_key_id="any", aws_secret_access_key="any"
    )
    return dynamo.Table("Orders")


def refused(call, code):
    """The error of `call`, which must be `code`."""
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response
    raise AssertionError(f"{code} was expected")


def eventually(holds):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"


def key(order, line=1):
    return {"orderId": order, "line": line}


def every_type_comes_back(table):
    item = {
        **key("types"),
        "text": "ä€",
        "number": Decimal("-12.5"),
        "huge": Decimal("-12345678901234567890123456789012345.678"),
        "bytes": b"\x00\xff",
        "yes": True,
        "nothing": None,
        "texts": {"a", "b"},
        "numbers": {1, Decimal("2.5")},
        "list": ["x", 1, {"deep": [None]}],
        "empty": "",
    }
    table.put_item(Item=item)
    back = table.get_item(Key=key("types"))["Item"]
    assert back.pop("bytes").value == item.pop("bytes")
    assert back == item, back
    part = table.get_item(Key=key("types"), ProjectionExpression="#l[2].deep, yes", ExpressionAttributeNames={"#l": "list"})
    assert part["Item"] == {"list": [{"deep": [None]}], "yes": True}, part


def updates_compute(table):
    bump = dict(
        Key=key("count"),
        UpdateExpression="SET #c = if_not_exists(#c, :zero) + :one ADD seen :who",
        ExpressionAttributeNames={"#c": "count"},
        ReturnValues="UPDATED_NEW",
    )
    for number, who in enumerate("abc", start=1):
        values = {":zero": 0, ":one": 1, ":who": {who}}
        after = table.update_item(**bump, ExpressionAttributeValues=values)["Attributes"]
        assert after["count"] == number and len(after["seen"]) == number, after


def a_condition_refuses_and_shows_the_item(table):
    table.put_item(Item={**key("once"), "n": 1})
    error = refused(
        lambda: table.put_item(Item=key("once"), ConditionExpression=Attr("orderId").not_exists()),
        "ConditionalCheckFailedException",
    )
    assert error["Error"]["Message"] == "The conditional request failed"
    refused(
        lambda: table.delete_item(Key=key("once"), ConditionExpression=Attr("n").gt(1)),
        "ConditionalCheckFailedException",
    )


def queries_walk_a_partition(table):
    for line in range(1, 21):
        table.put_item(Item={**key("walk", line), "even": line % 2 == 0})
    walk = Key("orderId").eq("walk")
    page = table.query(KeyConditionExpression=walk, Limit=8, ScanIndexForward=False)
    lines = [item["line"] for item in page["Items"]]
    assert lines == list(range(20, 12, -1)), lines
    rest = table.query(KeyConditionExpression=walk, ExclusiveStartKey=page["LastEvaluatedKey"], ScanIndexForward=False)
    assert [item["line"] for item in rest["Items"]] == list(range(12, 0, -1))
    some = table.query(KeyConditionExpression=walk & Key("line").between(5, 10), FilterExpression=Attr("even").eq(True))
    assert (some["Count"], some["ScannedCount"]) == (3, 6), some


def batches_and_scans(table):
    before = table.scan(Select="COUNT")["Count"]
    with table.batch_writer() as batch:
        for number in range(60):
            batch.put_item(Item=key(f"batch{number}"))
    parts = [table.scan(Select="COUNT", Segment=part, TotalSegments=4)["Count"] for part in range(4)]
    assert sum(parts) == before + 60, parts
    client = table.meta.client
    wanted = {"Orders": {"Keys": [key(f"batch{number}") for number in range(70)]}}
    assert len(client.batch_get_item(RequestItems=wanted)["Responses"]["Orders"]) == 60


def transactions_are_all_or_nothing(table):
    client = table.meta.client
    put = {"Put": {"TableName": "Orders", "Item": key("transaction")}}
    check = {
        "ConditionCheck": {
            "TableName": "Orders",
            "Key": key("once"),
            "ConditionExpression": "attribute_not_exists(orderId)",
        }
    }
    error = refused(lambda: client.transact_write_items(TransactItems=[put, check]), "TransactionCanceledException")
    codes = [reason["Code"] for reason in error["CancellationReasons"]]
    assert codes == ["None", "ConditionalCheckFailed"], codes
    assert "Item" not in table.get_item(Key=key("transaction"))
    client.transact_write_items(TransactItems=[put, {"Delete": {"TableName": "Orders", "Key": key("once")}}])
    assert "Item" in table.get_item(Key=key("transaction"))
    assert "Item" not in table.get_item(Key=key("once"))


def the_last_writer_wins_between_regions(here, there):
    here.put_item(Item={**key("race"), "n": 0})
    eventually(lambda: "Item" in there.get_item(Key=key("race")))
    for table in (here, there):  # each reads its own region's version, which the other has not changed yet
        found = table.get_item(Key=key("race"), ConsistentRead=True)["Item"]["n"]
        table.put_item(Item={**key("race"), "n": found + 1, "by": table.meta.client.meta.region_name})
    read = lambda table: table.get_item(Key=key("race"))["Item"]
    eventually(lambda: read(here) == read(there))


def mistakes_are_answered_as_aws_answers_them(table):
    client = table.meta.client
    refused(lambda: client.describe_table(TableName="nowhere"), "ResourceNotFoundException")
    refused(lambda: client.get_item(TableName="Orders", Key={"orderId": "x"}), "ValidationException")
    refused(lambda: client.list_backups(), "UnknownOperationException")
    refused(
        lambda: table.update_item(Key=key("x"), UpdateExpression="SET name = :n", ExpressionAttributeValues={":n": 1}),
        "ValidationException",
    )


def main(endpoints):
    here, there = (orders(endpoint) for endpoint in endpoints[:2])
    assert here.table_status == "ACTIVE"
    every_type_comes_back(here)
    updates_compute(here)
    a_condition_refuses_and_shows_the_item(here)
    queries_walk_a_partition(here)
    batches_and_scans(here)
    transactions_are_all_or_nothing(here)
    mistakes_are_answered_as_aws_answers_them(here)
    the_last_writer_wins_between_regions(here, there)
    counted = lambda table: table.scan(Select="COUNT")["Count"]
    eventually(lambda: counted(here) == counted(there))
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
