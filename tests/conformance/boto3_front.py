"""One address for all regions: the signature's scope, or a table's ARN, says which region is meant.

    boto3_front.py front=http://127.0.0.1:8100
"""

import sys

import boto3
from botocore.exceptions import ClientError

REGIONS = ["us-east-1", "eu-west-1", "ap-northeast-1"]


def client(region, url):
    keys = dict(aws_access_key_id="AKIDCONFORMANCE", aws_secret_access_key="secret/of+conformance")
    return boto3.client("dynamodb", region_name=region, endpoint_url=url, **keys)


def main(endpoints):
    url = endpoints[0].split("=", 1)[1]
    for region in REGIONS:
        arn = client(region, url).describe_table(TableName="Orders")["Table"]["TableArn"]
        assert arn.split(":")[3] == region, arn
        key = {"orderId": {"S": "front " + region}, "line": {"N": "1"}}
        client(region, url).put_item(TableName="Orders", Item={**key, "text": {"S": "x" * 100_000}})
        assert "Item" in client(region, url).get_item(TableName="Orders", Key=key)
        print("claim holds:", region, "answers for itself")
    try:
        client("sa-east-1", url).list_tables()
        raise AssertionError("a region that is not there answered")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "InvalidSignatureException", error
    print("all claims hold")


if __name__ == "__main__":
    main(sys.argv[1:])
