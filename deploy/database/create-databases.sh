#!/bin/sh
# Run once by the PostgreSQL image on an empty cluster: a database and a role of its own for each service.
# A service's role owns its own database and may not even connect to another's.
set -eu

create_database() {
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set name="$1" --set password="$2" <<'SQL'
create role :"name" login password :'password' nosuperuser nocreatedb nocreaterole;
create database :"name" owner :"name" encoding 'UTF8' locale 'C' template template0;
revoke all on database :"name" from public;
SQL
}

create_database ingestion "$INGESTION_DB_PASSWORD"
create_database delinquency_classification "$CLASSIFICATION_DB_PASSWORD"
create_database outreach "$OUTREACH_DB_PASSWORD"
create_database negotiation "$NEGOTIATION_DB_PASSWORD"
create_database legal_escalation "$LEGAL_DB_PASSWORD"
