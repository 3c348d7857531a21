-- Everything here is a copy of what the journal says. Amounts are base units, times milliseconds since 1970,
-- hashes 32 bytes in internal order, work an unsigned 128-bit integer in two halves.
CREATE TABLE position (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    miner INTEGER NOT NULL,
    immature INTEGER NOT NULL,
    payable INTEGER NOT NULL,
    paying INTEGER NOT NULL,
    paid INTEGER NOT NULL
) STRICT;

CREATE TABLE worker (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    account_id INTEGER NOT NULL
) STRICT;

CREATE INDEX worker_by_account ON worker (account_id, id);

CREATE TABLE block (
    sequence INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    height INTEGER NOT NULL,
    status TEXT NOT NULL,
    value INTEGER NOT NULL,
    finder TEXT NOT NULL,
    status_millis INTEGER NOT NULL
) STRICT;

CREATE TABLE credit (
    block_hash BLOB NOT NULL,
    account_id INTEGER NOT NULL,
    owed INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    PRIMARY KEY (block_hash, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    decided_millis INTEGER NOT NULL,
    status TEXT NOT NULL,
    txid BLOB NOT NULL,
    fee INTEGER NOT NULL
) STRICT;

CREATE TABLE payment_output (
    payment_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    debited INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (payment_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_by_account ON payment_output (account_id, payment_id);

CREATE TABLE work (
    account_id INTEGER NOT NULL,
    bucket_millis INTEGER NOT NULL,
    work_hi INTEGER NOT NULL,
    work_lo INTEGER NOT NULL,
    shares INTEGER NOT NULL,
    PRIMARY KEY (account_id, bucket_millis)
) STRICT, WITHOUT ROWID;
