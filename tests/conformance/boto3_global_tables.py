"""Replicas of a global table, made and removed as an operator does: UpdateTable with ReplicaUpdates.

    boto3_global_tables.py us-east-1=http://127.0.0.1:8000 eu-west-1=http://127.0.0.1:8001 …
"""

import sys
import time

import boto3
from botocore.exceptions import ClientError

TABLE = "Carts"
PATIENCE_SECONDS = 30


def claim(what, holds):
    assert holds, what
    print("claim holds:", what)


def eventually(what, found):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (value := found()):
        assert time.monotonic() < deadline, f"it did not come true in time: {what}"
        time.sleep(0.02)
    print("claim holds:", what)
    return value


def client_of(argument):
    region, url = argument.split("=", 1)
    return region, boto3.client(
        "dynamodb",
        region_name=region,
        endpoint_url=url,
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )


def refusal(call):
    try:
        call()
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    return "it was not refused"


def replicas(client):
    try:
        table = client.describe_table(TableName=TABLE)["Table"]
    except client.exceptions.ResourceNotFoundException:
        return {}
    return {one["RegionName"]: one["ReplicaStatus"] for one in table.get("Replicas", [])}


def status(client):
    try:
        return client.describe_table(TableName=TABLE)["Table"]["TableStatus"]
    except client.exceptions.ResourceNotFoundException:
        return "none"


def change_replica(client, verb, region):
    return client.update_table(TableName=TABLE, ReplicaUpdates=[{verb: {"RegionName": region}}])


def item(client, key):
    try:
        return client.get_item(TableName=TABLE, Key={"id": {"S": key}}).get("Item")
    except client.exceptions.ResourceNotFoundException:
        return None


def put(client, key, value):
    client.put_item(TableName=TABLE, Item={"id": {"S": key}, "v": {"N": str(value)}})


def main(arguments):
    regions = dict(client_of(one) for one in arguments)
    (home, america), (second, europe), (third, asia) = list(regions.items())[:3]

    america.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    america.get_waiter("table_exists").wait(TableName=TABLE)
    for i in range(30):
        put(america, f"old-{i}", i)
    claim("a new table is no global one", replicas(america) == {})
    claim("nobody else has it", status(europe) == "none")

    claim(
        "its own region is no replica to add",
        "local region" in refusal(lambda: change_replica(america, "Create", home)),
    )
    described = change_replica(america, "Create", second)["TableDescription"]
    claim("it is updating while a replica is created", described["TableStatus"] == "UPDATING")
    eventually(
        "the replica becomes active",
        lambda: replicas(america) == {home: "ACTIVE", second: "ACTIVE"} and replicas(europe) == replicas(america),
    )
    claim("its stream was enabled", "LatestStreamArn" in europe.describe_table(TableName=TABLE)["Table"])
    claim("what was there before is there", item(europe, "old-29") is not None)
    put(europe, "new", 1)
    eventually("what is written there arrives", lambda: item(america, "new"))

    change_replica(europe, "Create", third)
    eventually("a third replica, added by the second", lambda: replicas(asia).get(third) == "ACTIVE")
    claim("it has everything", item(asia, "old-0") and item(asia, "new"))
    eventually("everybody knows of it", lambda: len(replicas(america)) == 3 and status(america) == "ACTIVE")
    claim(
        "a replica is added once",
        "already existed as tables" in refusal(lambda: change_replica(america, "Create", third)),
    )

    america.update_table(
        TableName=TABLE,
        AttributeDefinitions=[{"AttributeName": "v", "AttributeType": "N"}],
        GlobalSecondaryIndexUpdates=[
            {
                "Create": {
                    "IndexName": "by-v",
                    "KeySchema": [{"AttributeName": "v", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            }
        ],
    )

    def found_by_index(client):
        try:
            found = client.query(
                TableName=TABLE,
                IndexName="by-v",
                KeyConditionExpression="v = :v",
                ExpressionAttributeValues={":v": {"N": "29"}},
            )
            return found["Count"] == 1
        except ClientError:
            return False

    for name, client in regions.items():
        eventually(f"an index made in {home} is filled in {name}", lambda: found_by_index(client))

    america.update_time_to_live(
        TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
    )
    eventually(
        "times to live follow",
        lambda: asia.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"].get("AttributeName") == "expires",
    )
    claim(
        "the stream of a global table stays on",
        "Global Table" in refusal(
            lambda: america.update_table(TableName=TABLE, StreamSpecification={"StreamEnabled": False})
        ),
    )

    eventually("nothing is changing", lambda: all(status(one) == "ACTIVE" for one in regions.values()))
    change_replica(america, "Delete", third)
    eventually("a removed replica's table is deleted", lambda: status(asia) == "none")
    eventually("and forgotten", lambda: replicas(america) == {home: "ACTIVE", second: "ACTIVE"})
    claim("the others keep theirs", item(europe, "old-3") is not None)
    eventually("the other one has heard of it too", lambda: status(europe) == "ACTIVE" and len(replicas(europe)) == 2)
    europe.delete_table(TableName=TABLE)
    eventually("DeleteTable takes one replica away", lambda: status(europe) == "none" and replicas(america) == {})
    claim("one region alone keeps its items", item(america, "new") is not None)

    claim(
        "the API of 2017 is refused",
        "2017.11.29"
        in refusal(
            lambda: america.create_global_table(
                GlobalTableName=TABLE, ReplicationGroup=[{"RegionName": home}]
            )
        ),
    )
    claim("and knows no global table", america.list_global_tables()["GlobalTables"] == [])
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
