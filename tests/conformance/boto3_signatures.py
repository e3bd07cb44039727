"""Signatures as botocore makes them, against regions that verify them.

    boto3_signatures.py us-east-1=http://127.0.0.1:8000 …

The regions know the key AKIDCONFORMANCE with the secret "secret/of+conformance".
"""

import gzip
import sys
import urllib.request
import json

import boto3
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

KEY, SECRET = "AKIDCONFORMANCE", "secret/of+conformance"


def client(endpoint, region=None, key=KEY, secret=SECRET):
    own, url = endpoint.split("=", 1)
    return boto3.client(
        "dynamodb",
        region_name=region or own,
        endpoint_url=url,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
    )


def refused(dynamo, code):
    try:
        dynamo.list_tables()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        print("claim holds:", error)
        return
    raise AssertionError(f"{code} was expected")


def signed_by_hand(endpoint, signer, body, headers):
    """A packed body, signed as it is sent, by header or by query."""
    region, url = endpoint.split("=", 1)
    target = {"X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0"}
    request = AWSRequest("POST", url + "/", headers={**target, **headers}, data=body)
    signer(Credentials(KEY, SECRET), "dynamodb", region).add_auth(request)
    sent = urllib.request.Request(request.url, data=body, headers=dict(request.headers), method="POST")
    with urllib.request.urlopen(sent, timeout=30) as answer:
        return json.load(answer)


def main(endpoints):
    for endpoint in endpoints:
        assert client(endpoint).list_tables()["TableNames"] == ["Orders"]
        item = {"orderId": {"S": "ä signed"}, "line": {"N": "1"}}
        client(endpoint).put_item(TableName="Orders", Item=item)
        refused(client(endpoint, secret="wrong"), "InvalidSignatureException")
        refused(client(endpoint, key="AKIDSTRANGER"), "UnrecognizedClientException")
        refused(client(endpoint, region="sa-east-1"), "InvalidSignatureException")
        packed = gzip.compress(b'{"Limit": 5}')
        assert signed_by_hand(endpoint, SigV4Auth, packed, {"Content-Encoding": "gzip"})["TableNames"] == ["Orders"]
        # botocore signs a presigned request without its body.
        assert presigned(endpoint) == 200
    print("all claims hold")


def presigned(endpoint):
    region, url = endpoint.split("=", 1)
    headers = {"X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0"}
    request = AWSRequest("POST", url + "/", headers=headers, data=b"")
    SigV4QueryAuth(Credentials(KEY, SECRET), "dynamodb", region).add_auth(request)
    sent = urllib.request.Request(request.url, data=b"", headers=dict(request.headers), method="POST")
    try:
        with urllib.request.urlopen(sent, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        # The signature was taken; an empty body is no JSON.
        return 200 if b"SerializationException" in error.read() else error.code


if __name__ == "__main__":
    main(sys.argv[1:])
