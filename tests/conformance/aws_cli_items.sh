#!/usr/bin/env bash
# Items, queries, batches and transactions as somebody types them into the AWS CLI, against three regions.
#
#   aws_cli_items.sh us-east-1=http://127.0.0.1:8000 eu-west-1=… ap-northeast-1=…
#
# The table Orders (orderId S, line N) is there in all. Ends with 1 and the first claim that does not hold.
set -euo pipefail
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_PAGER= AWS_MAX_ATTEMPTS=2
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
readonly patience_seconds=30

# in_region ENDPOINT WORDS…: aws dynamodb in that region, its answer as text.
in_region() {
  /usr/bin/aws dynamodb --region "${1%%=*}" --endpoint-url "${1#*=}" --output text "${@:2}"
}

# claim WHAT EXPECTED FOUND
claim() {
  if [[ $2 == "$3" ]]; then
    echo "✓ $1"
  else
    echo "✗ $1: expected '$2', found '$3'" >&2
    exit 1
  fi
}

# refused CODE WORDS…: the call must fail with that code.
refused() {
  local said
  if said=$("${@:2}" 2>&1); then
    echo "✗ $1 was expected of: ${*:2}" >&2
    exit 1
  fi
  if [[ $said != *"($1)"* ]]; then
    echo "✗ $1 was expected: $said" >&2
    exit 1
  fi
  echo "✓ $1"
}

key() { printf '{"orderId":{"S":"%s"},"line":{"N":"%s"}}' "$1" "${2:-1}"; }

# item_is ENDPOINT QUERY EXPECTED: of the item cli/1, in time.
item_becomes() {
  local deadline=$((SECONDS + patience_seconds)) found=
  while [[ $found != "$3" ]]; do
    if ((SECONDS >= deadline)); then claim "replication to ${1%%=*}" "$3" "$found"; fi
    found=$(in_region "$1" get-item --table-name Orders --key "$(key cli)" --query "$2")
  done
  echo "✓ ${1%%=*} has it"
}

here=$1
there=$2
far=$3

claim 'the table is there' ACTIVE \
  "$(in_region "$here" describe-table --table-name Orders --query Table.TableStatus)"
in_region "$here" put-item --table-name Orders \
  --item '{"orderId":{"S":"cli"},"line":{"N":"1"},"n":{"N":"1"},"tags":{"SS":["a","b"]},"b":{"B":"AP8="}}'
claim 'an item comes back' $'1\tAP8=' \
  "$(in_region "$here" get-item --table-name Orders --key "$(key cli)" --consistent-read \
    --query '[Item.n.N, Item.b.B]')"
claim 'an update computes' 3 \
  "$(in_region "$here" update-item --table-name Orders --key "$(key cli)" \
    --update-expression 'SET n = n + :two' \
    --condition-expression 'contains(tags, :two_text) OR n = :one' \
    --expression-attribute-values '{":two":{"N":"2"},":one":{"N":"1"},":two_text":{"S":"z"}}' \
    --return-values UPDATED_NEW --query Attributes.n.N)"
refused ConditionalCheckFailedException in_region "$here" delete-item --table-name Orders \
  --key "$(key cli)" --condition-expression 'attribute_not_exists(orderId)'
refused ResourceNotFoundException in_region "$here" describe-table --table-name Nowhere
refused ValidationException in_region "$here" get-item --table-name Orders --key '{"orderId":{"S":"x"}}'

for line in 2 3 4 5; do
  in_region "$here" put-item --table-name Orders --item "$(key cli $line)"
done
claim 'a query walks backwards' $'5\t4' \
  "$(in_region "$here" query --table-name Orders --key-condition-expression 'orderId = :o AND line > :l' \
    --expression-attribute-values '{":o":{"S":"cli"},":l":{"N":"1"}}' --no-scan-index-forward \
    --max-items 2 --query 'Items[].line.N' | head -n 1)"
claim 'pages join' 5 \
  "$(in_region "$here" query --table-name Orders --key-condition-expression 'orderId = :o' \
    --expression-attribute-values '{":o":{"S":"cli"}}' --page-size 2 --query 'length(Items[])' |
    awk '{sum += $1} END {print sum}')"
batch="{\"Orders\":[{\"DeleteRequest\":{\"Key\":$(key cli 5)}},{\"PutRequest\":{\"Item\":$(key cli 6)}}]}"
in_region "$here" batch-write-item --request-items "$batch" >/dev/null
claim 'a batch did both' $'0\t1' \
  "$(in_region "$here" batch-get-item --request-items \
    "{\"Orders\":{\"Keys\":[$(key cli 5),$(key cli 6)]}}" \
    --query '[length(Responses.Orders[?line.N==`"5"`]), length(Responses.Orders[?line.N==`"6"`])]')"
refused TransactionCanceledException in_region "$here" transact-write-items --transact-items \
  "[{\"Put\":{\"TableName\":\"Orders\",\"Item\":$(key cli 7)}},{\"ConditionCheck\":{\"TableName\":\"Orders\",
    \"Key\":$(key cli 1),\"ConditionExpression\":\"attribute_not_exists(orderId)\"}}]"
claim 'a scan counts' 5 "$(in_region "$here" scan --table-name Orders --select COUNT \
  --filter-expression 'orderId = :o' --expression-attribute-values '{":o":{"S":"cli"}}' --query Count)"

item_becomes "$there" Item.n.N 3
item_becomes "$far" Item.n.N 3
in_region "$far" update-item --table-name Orders --key "$(key cli)" --update-expression 'SET n = :n' \
  --expression-attribute-values '{":n":{"N":"99"}}'
item_becomes "$here" Item.n.N 99
echo 'all claims hold'
