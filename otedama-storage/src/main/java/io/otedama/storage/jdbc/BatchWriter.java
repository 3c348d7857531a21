package io.otedama.storage.jdbc;

import io.otedama.chain.Work;
import io.otedama.error.StoreException;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of one batch. Begins and ends no transaction. */
final class BatchWriter {
    private static final List<String> TABLES =
            List.of("work", "payment_output", "payment", "credit", "block", "worker", "account", "position");

    private final Connection connection;
    private final Map<String, Long> accountIds = new HashMap<>();

    BatchWriter(Connection connection) {
        this.connection = connection;
    }

    void write(StoreBatch batch) throws SQLException {
        accounts(batch.accounts());
        workers(batch.workers());
        blocks(batch.blocks());
        credits(batch.credits());
        payments(batch.payments());
        work(batch.work());
        position(batch.position());
    }

    void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
    }

    private void accounts(List<StoredAccount> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO account (name, miner, immature, payable, paying, paid) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET immature = excluded.immature, payable = excluded.payable,"
                        + " paying = excluded.paying, paid = excluded.paid")) {
            for (StoredAccount row : rows) {
                add(insert, row.name(), row.miner(), row.immature(), row.payable(), row.paying(), row.paid());
            }
            insert.executeBatch();
        }
    }

    private void workers(List<StoredWorker> rows) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR REPLACE INTO worker (id, name, account_id) VALUES (?, ?, ?)")) {
            for (StoredWorker row : rows) {
                add(insert, row.id(), row.name(), account(row.account()));
            }
            insert.executeBatch();
        }
    }

    private void blocks(List<StoredBlock> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO block (sequence, hash, height, status, value, finder, status_millis)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET height = excluded.height,"
                        + " status = excluded.status, value = excluded.value, finder = excluded.finder,"
                        + " status_millis = excluded.status_millis")) {
            for (StoredBlock row : rows) {
                add(
                        insert,
                        row.sequence(),
                        row.hash().toBytes(),
                        row.height(),
                        row.status().name(),
                        row.value(),
                        row.finder(),
                        row.statusMillis());
            }
            insert.executeBatch();
        }
    }

    private void credits(List<StoredCredits> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM credit WHERE block_hash = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO credit (block_hash, account_id, owed, direct) VALUES (?, ?, ?, ?)")) {
            for (StoredCredits row : rows) {
                byte[] hash = row.block().toBytes();
                add(delete, hash);
                for (StoredCredits.Credit credit : row.credits()) {
                    add(insert, hash, account(credit.account()), credit.owed(), credit.direct());
                }
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    private void payments(List<StoredPayment> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR REPLACE INTO payment (id, decided_millis, status, txid, fee) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM payment_output WHERE payment_id = ?");
                PreparedStatement output = connection.prepareStatement(
                        "INSERT INTO payment_output (payment_id, place, account_id, debited, sent)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            for (StoredPayment row : rows) {
                byte[] txid = row.txid().toBytes();
                add(insert, row.id(), row.decidedMillis(), row.status().name(), txid, row.fee());
                add(delete, row.id());
                int place = 0;
                for (StoredPayment.Output o : row.outputs()) {
                    add(output, row.id(), place++, account(o.account()), o.debited(), o.sent());
                }
            }
            insert.executeBatch();
            delete.executeBatch();
            output.executeBatch();
        }
    }

    /** SQLite has no 128-bit sums: reads what is there and writes the sum. */
    private void work(List<StoredWork> rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT work_hi, work_lo, shares FROM work WHERE account_id = ? AND bucket_millis = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR REPLACE INTO work (account_id, bucket_millis, work_hi, work_lo, shares)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            for (StoredWork row : rows) {
                long account = account(row.account());
                Work sum = row.work();
                long shares = row.shares();
                select.setLong(1, account);
                select.setLong(2, row.bucketMillis());
                try (ResultSet found = select.executeQuery()) {
                    if (found.next()) {
                        sum = sum.plus(new Work(found.getLong(1), found.getLong(2)));
                        shares = Math.addExact(shares, found.getLong(3));
                    }
                }
                add(insert, account, row.bucketMillis(), sum.hi(), sum.lo(), shares);
                insert.executeBatch(); // a later row may be of the same bucket
            }
        }
    }

    private void position(StorePosition position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO position (only_row, sequence, digest) VALUES (1, ?, ?)")) {
            add(insert, position.sequence(), position.digest().toBytes());
            insert.executeBatch();
        }
    }

    private long account(String name) throws SQLException {
        Long known = accountIds.get(name);
        if (known != null) {
            return known;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM account WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    throw new StoreException("a row names the account " + name + ", which no batch has brought");
                }
                accountIds.put(name, found.getLong(1));
                return found.getLong(1);
            }
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
