package io.otedama.storage.jdbc;

import io.otedama.chain.Hash256;
import io.otedama.error.StoreException;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWorker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one batch. Begins and ends no transaction. */
final class BatchWriter {
    private static final List<String> TABLES = List.of(
            "work",
            "history",
            "round",
            "payment_output",
            "payment",
            "credit",
            "block",
            "worker",
            "account",
            "position");

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
        rounds(batch.rounds());
        new WorkHistory(connection, this::account).add(batch.work());
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

    private void rounds(List<StoredRound> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM round WHERE first_sequence >= ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO round (first_sequence, last_sequence, block_hash, start_millis, end_millis, shares,"
                                + " work_hi, work_lo, network_work_hi, network_work_lo)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            add(delete, rows.get(0).firstSequence());
            for (StoredRound row : rows) {
                Hash256 block = row.block();
                add(
                        insert,
                        row.firstSequence(),
                        row.lastSequence(),
                        block == null ? null : block.toBytes(),
                        row.startMillis(),
                        row.endMillis(),
                        row.shares(),
                        row.work().hi(),
                        row.work().lo(),
                        row.networkWork().hi(),
                        row.networkWork().lo());
            }
            delete.executeBatch();
            insert.executeBatch();
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

    private static void add(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
