"""Read, compute, put, on one item from two regions at once; then asks Lastwrite which writes were lost.

    boto3_losses.py PROGRAM us-east-1=http://127.0.0.1:8000 eu-west-1=http://127.0.0.1:8001

Each put adds a token of its own to the item, so that the program knows by itself which of its acknowledged
writes are gone in the end: those whose token is not there. `PROGRAM ctl losses --json` must say the same.
The table Orders (orderId S, line N) is there in both. Ends with 1 and the first claim that does not hold.
"""

import json
import subprocess
import sys
import threading
import time
from collections import Counter

import boto3

ROUNDS = 30
PATIENCE_SECONDS = 60
RACE = {"orderId": "race", "line": 1}


def orders(endpoint):
    region, url = endpoint.split("=", 1)
    dynamo = boto3.resource(
        "dynamodb", region_name=region, endpoint_url=url, aws_access_key_id="any", aws_secret_access_key="any"
    )
    return dynamo.Table("Orders")


def region_of(table):
    return table.meta.client.meta.region_name


def eventually(what, holds):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"{what}: it did not come true in time"
        time.sleep(0.05)


def read(table):
    return table.get_item(Key=RACE).get("Item")


def increment(table, token):
    """What many applications do: read, compute, put. Nothing guards it."""
    item = read(table)
    item["count"] += 1
    item["tokens"] = item["tokens"] | {token}
    table.put_item(Item=item)


def race(tables, told_ok):
    """Both regions at once; every other round begins only once both hold the same again."""
    start = threading.Barrier(len(tables))
    same = lambda: read(tables[0]) == read(tables[1])

    def client(table):
        for number in range(ROUNDS):
            if number % 2 == 0:
                start.wait(PATIENCE_SECONDS)
                eventually("both regions hold the same", same)
            start.wait(PATIENCE_SECONDS)
            token = f"{region_of(table)}/{number}"
            increment(table, token)
            told_ok.append(token)

    threads = [threading.Thread(target=client, args=(table,)) for table in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told_ok) == ROUNDS * len(tables), "a client gave up"
    eventually("both regions hold the same", same)


def losses(program):
    answer = subprocess.run([program, "ctl", "losses", "--json", "--table", "Orders"], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def main(program, endpoints):
    tables = [orders(endpoint) for endpoint in endpoints]
    tables[0].put_item(Item={**RACE, "count": 0, "tokens": {"first"}})
    eventually("the item is in both regions", lambda: read(tables[1]) is not None)
    told_ok = []
    race(tables, told_ok)

    final = read(tables[0])
    missing = set(told_ok) - final["tokens"]
    assert len(missing) >= ROUNDS // 4, f"the race lost {len(missing)} writes only"
    assert len(told_ok) - len(missing) == final["count"]

    eventually("all is decided", lambda: losses(program)["open"] == 0)
    told = losses(program)
    print(json.dumps({name: told[name] for name in ("writes", "lost", "superseded", "by_cause", "by_pattern")}))
    assert told["writes"] == len(told_ok) + 1, told["writes"]
    assert told["lost"] == len(missing) == len(told["losses"]), (told["lost"], sorted(missing))
    assert told["by_pattern"] == {"read-modify-write": len(missing)}, told["by_pattern"]
    causes = told["by_cause"]
    # Where the other region's put arrives between a read and its put, the put buries what its region holds.
    assert set(causes) <= {"lost_concurrent", "lost_orphaned", "lost_local"}, causes
    assert causes["lost_concurrent"] > causes.get("lost_local", 0), causes
    by_region = Counter(token.split("/")[0] for token in missing)
    assert by_region == Counter(loss["write"]["region"] for loss in told["losses"]), by_region
    for loss in told["losses"]:
        assert "race" in loss["key"], loss["key"]
        if loss["cause"] in ("lost_concurrent", "lost_local"):  # there is one client in each region
            assert loss["overwritten_by"]["region"] != loss["write"]["region"], loss
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
