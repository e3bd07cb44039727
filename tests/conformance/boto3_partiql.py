"""PartiQL statements as a boto3 application sends them, against two regions.

    boto3_partiql.py us-east-1=http://127.0.0.1:8000 eu-west-1=http://127.0.0.1:8001

The table Orders (orderId S, line N) is there in both. Ends with 1 and the first claim that does not hold.
"""

import sys
import time

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

PATIENCE_SECONDS = 30
write = TypeSerializer().serialize
read = TypeDeserializer().deserialize


def client_of(endpoint):
    region, url = endpoint.split("=", 1)
    return boto3.client(
        "dynamodb", region_name=region, endpoint_url=url, aws_access_key_id="any", aws_secret_access_key="any"
    )


def plain(items):
    return [{name: read(value) for name, value in item.items()} for item in items]


def execute(client, statement, *parameters, **more):
    if parameters:
        more["Parameters"] = [write(value) for value in parameters]
    return plain(client.execute_statement(Statement=statement, **more)["Items"])


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
        time.sleep(0.05)


def statements_write_and_read(client):
    item = {"orderId": "types", "line": 1, "list": ["x", 1, {"deep": [None]}], "tags": {"a", "b"}, "bytes": b"\x00\xff"}
    execute(client, 'INSERT INTO "Orders" VALUE {\'orderId\': ?, \'line\': ?, \'list\': ?, \'tags\': ?, \'bytes\': ?}', *item.values())
    [back] = execute(client, 'SELECT * FROM "Orders" WHERE orderId = ? AND line = ?', "types", 1)
    assert back.pop("bytes").value == item.pop("bytes")
    assert back == item, back
    duplicate = lambda: execute(client, "INSERT INTO Orders VALUE {'orderId': 'types', 'line': 1}")
    error = refused(duplicate, "DuplicateItemException")
    assert error["Error"]["Message"] == "Duplicate primary key exists in table"
    [part] = execute(client, "SELECT list[2].deep, orderId FROM Orders WHERE orderId = 'types'")
    assert part == {"deep": [None], "orderId": "types"}, part


def updates_compute_and_return(client):
    execute(client, "INSERT INTO Orders VALUE {'orderId': 'count', 'line': 1, 'n': 0, 'seen': <<'nobody'>>}")
    bump = (
        "UPDATE Orders SET n = n + 1 SET seen = set_add(seen, ?) "
        "WHERE orderId = 'count' AND line = 1 AND n < 3 RETURNING MODIFIED NEW *"
    )
    for number, who in enumerate("abc", start=1):
        [after] = execute(client, bump, {who})
        assert after["n"] == number and len(after["seen"]) == number + 1, after
    refused(lambda: execute(client, bump, {"d"}), "ConditionalCheckFailedException")
    refused(
        lambda: execute(client, "UPDATE Orders SET n = 1 WHERE orderId = 'nobody' AND line = 1"),
        "ConditionalCheckFailedException",
    )
    [was] = execute(client, "DELETE FROM Orders WHERE orderId = 'count' AND line = 1 RETURNING ALL OLD *")
    assert was["n"] == 3
    assert execute(client, "DELETE FROM Orders WHERE orderId = 'count' AND line = 1") == []


def pages_walk_partitions(client):
    writes = [
        {"Statement": f"INSERT INTO Orders VALUE {{'orderId': '{order}', 'line': {line}, 'even': {str(line % 2 == 0).lower()}}}"}
        for order in ("walk", "talk")
        for line in range(1, 11)
    ]
    for answer in client.batch_execute_statement(Statements=writes)["Responses"]:
        assert "Error" not in answer, answer
    [*lines] = execute(client, "SELECT line FROM Orders WHERE orderId = 'walk' AND line BETWEEN 3 AND 6 ORDER BY line DESC")
    assert [item["line"] for item in lines] == [6, 5, 4, 3], lines
    request = dict(
        Statement="SELECT orderId, line FROM Orders WHERE orderId IN ['walk', 'talk'] AND even = true "
        "ORDER BY orderId DESC, line ASC",
        Limit=3,
    )
    seen = []
    while True:
        answer = client.execute_statement(**request)
        seen += [(item["orderId"], int(item["line"])) for item in plain(answer["Items"])]
        if "NextToken" not in answer:
            break
        request["NextToken"] = answer["NextToken"]
    assert seen == [(order, line) for order in ("walk", "talk") for line in (2, 4, 6, 8, 10)], seen
    refused(lambda: client.execute_statement(Statement="SELECT * FROM Orders", NextToken="damaged"), "ValidationException")


def batches_answer_in_place(client):
    reads = [
        {"Statement": "SELECT even FROM Orders WHERE orderId = ? AND line = ?", "Parameters": [write("walk"), write(2)]},
        {"Statement": "SELECT * FROM Orders WHERE orderId = 'walk'"},
        {"Statement": "SELECT * FROM Orders WHERE orderId = 'walk' AND line = 99"},
    ]
    first, second, third = client.batch_execute_statement(Statements=reads)["Responses"]
    assert plain([first["Item"]]) == [{"even": True}], first
    assert second["Error"]["Code"] == "ValidationError", second
    assert "Item" not in third and "Error" not in third, third


def transactions_are_all_or_nothing(client):
    insert = {"Statement": "INSERT INTO Orders VALUE {'orderId': 'transaction', 'line': 1, 'n': 1}"}
    check = {"Statement": "EXISTS(SELECT * FROM Orders WHERE orderId = 'walk' AND line = 1 AND even IS MISSING)"}
    call = lambda *statements: client.execute_transaction(TransactStatements=list(statements))
    error = refused(lambda: call(insert, check), "TransactionCanceledException")
    codes = [reason["Code"] for reason in error["CancellationReasons"]]
    assert codes == ["None", "ConditionalCheckFailed"], codes
    assert execute(client, "SELECT * FROM Orders WHERE orderId = 'transaction'") == []
    token = dict(TransactStatements=[insert], ClientRequestToken="only-once")
    client.execute_transaction(**token)
    client.execute_transaction(**token)
    get = {"Statement": "SELECT n FROM Orders WHERE orderId = 'transaction' AND line = 1"}
    [answer] = call(get)["Responses"]
    assert plain([answer["Item"]]) == [{"n": 1}], answer


def what_one_region_writes_arrives_in_the_other(here, there):
    execute(here, "INSERT INTO Orders VALUE {'orderId': 'far', 'line': 1, 'n': 1}")
    find = lambda client: execute(client, "SELECT n FROM Orders WHERE orderId = 'far' AND line = 1")
    eventually(lambda: find(there) == [{"n": 1}])
    execute(there, "UPDATE Orders SET n = 2 WHERE orderId = 'far' AND line = 1")
    eventually(lambda: find(here) == [{"n": 2}])


def mistakes_are_answered_as_aws_answers_them(client):
    message = lambda statement: refused(lambda: execute(client, statement), "ValidationException")["Error"]["Message"]
    assert message("SLECT 1") == "Statement wasn't well formed, can't be processed: Expected data manipulation"
    assert "mandatory equality on all key attributes" in message("DELETE FROM Orders WHERE orderId = 'x'")
    assert message("SELECT * FROM Orders WHERE orderId = ?") == (
        "Number of parameters in request and statement don't match."
    )
    refused(lambda: execute(client, "SELECT * FROM Nowhere"), "ResourceNotFoundException")


def main(endpoints):
    here, there = (client_of(endpoint) for endpoint in endpoints[:2])
    statements_write_and_read(here)
    updates_compute_and_return(here)
    pages_walk_partitions(here)
    batches_answer_in_place(here)
    transactions_are_all_or_nothing(here)
    mistakes_are_answered_as_aws_answers_them(here)
    what_one_region_writes_arrives_in_the_other(here, there)
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
