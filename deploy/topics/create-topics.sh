#!/bin/sh
# Makes the public topics that are not there, as topics.txt lists them; never changes one that is.
# Partitions are for ever: a loan's partition follows from their number (docs/adr/0010-partitions-and-retention.md).
set -eu

while read -r topic partitions retention_ms; do
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$KAFKA_BROKERS" --create --if-not-exists --topic "$topic" \
    --partitions "${PARTITIONS:-$partitions}" --replication-factor "${REPLICATION_FACTOR:-3}" \
    --config "retention.ms=$retention_ms" --config cleanup.policy=delete --config "min.insync.replicas=${MIN_INSYNC:-2}"
done <"$(dirname "$0")/topics.txt"
