package io.otedama.storage.jdbc;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredBlockCredit;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the tables. Begins and ends no transaction; arguments are checked before. */
final class QueryReader {
    /** A row of a result as an object. */
    private interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    QueryReader(Connection connection) {
        this.connection = connection;
    }

    StorePosition position() throws SQLException {
        List<StorePosition> found =
                list("SELECT sequence, digest FROM position", row -> new StorePosition(row.getLong(1), hash(row, 2)));
        return found.isEmpty() ? StorePosition.NONE : found.get(0);
    }

    List<StoredAccount> account(String name) throws SQLException {
        return list(
                "SELECT name, miner, immature, payable, paying, paid FROM account WHERE name = ?",
                QueryReader::account,
                name);
    }

    List<StoredAccount> accounts(String after, int limit) throws SQLException {
        return list(
                "SELECT name, miner, immature, payable, paying, paid FROM account WHERE name > ? ORDER BY name LIMIT ?",
                QueryReader::account,
                after,
                limit);
    }

    private static StoredAccount account(ResultSet row) throws SQLException {
        return new StoredAccount(
                row.getString(1), row.getBoolean(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }

    List<StoredWorker> workers(String account, int afterId, int limit) throws SQLException {
        return list(
                "SELECT w.id, w.name FROM worker w JOIN account a ON a.id = w.account_id"
                        + " WHERE a.name = ? AND w.id > ? ORDER BY w.id LIMIT ?",
                row -> new StoredWorker(row.getInt(1), row.getString(2), account),
                account,
                afterId,
                limit);
    }

    List<StoredBlock> blocks(long before, int limit) throws SQLException {
        return list(
                "SELECT sequence, hash, height, status, value, finder, status_millis FROM block"
                        + " WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
                QueryReader::block,
                before,
                limit);
    }

    private static StoredBlock block(ResultSet row) throws SQLException {
        return new StoredBlock(
                row.getLong(1),
                hash(row, 2),
                row.getInt(3),
                BlockRecord.Status.valueOf(row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getLong(7));
    }

    List<StoredBlockCredit> credits(String account, long before, int limit) throws SQLException {
        return list(
                "SELECT b.sequence, b.hash, b.height, b.status, b.value, b.finder, b.status_millis, c.owed, c.direct"
                        + " FROM block b JOIN credit c ON c.block_hash = b.hash"
                        + " WHERE c.account_id = (SELECT id FROM account WHERE name = ?) AND b.sequence < ?"
                        + " ORDER BY b.sequence DESC LIMIT ?",
                row -> new StoredBlockCredit(block(row), row.getLong(8), row.getLong(9)),
                account,
                before,
                limit);
    }

    List<StoredRound> rounds(long before, int limit) throws SQLException {
        return list(
                "SELECT block_hash, first_sequence, last_sequence, start_millis, end_millis, shares, work_hi, work_lo,"
                        + " network_work_hi, network_work_lo FROM round"
                        + " WHERE first_sequence < ? ORDER BY first_sequence DESC LIMIT ?",
                row -> new StoredRound(
                        row.getBytes(1) == null ? null : hash(row, 1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        new Work(row.getLong(7), row.getLong(8)),
                        new Work(row.getLong(9), row.getLong(10))),
                before,
                limit);
    }

    StoredCredits credits(Hash256 block) throws SQLException {
        return new StoredCredits(
                block,
                list(
                        "SELECT a.name, c.owed, c.direct FROM credit c JOIN account a ON a.id = c.account_id"
                                + " WHERE c.block_hash = ? ORDER BY a.name",
                        row -> new StoredCredits.Credit(row.getString(1), row.getLong(2), row.getLong(3)),
                        block.toBytes()));
    }

    List<StoredPayment> payments(String account, long before, int limit) throws SQLException {
        Map<Long, StoredPayment> byId = new LinkedHashMap<>();
        List<StoredPayment> parts = list(
                "SELECT p.id, p.decided_millis, p.status, p.txid, p.fee, o.debited, o.sent FROM payment_output o"
                        + " JOIN payment p ON p.id = o.payment_id WHERE o.account_id ="
                        + " (SELECT id FROM account WHERE name = ?) AND o.payment_id IN"
                        + " (SELECT DISTINCT payment_id FROM payment_output WHERE account_id ="
                        + " (SELECT id FROM account WHERE name = ?) AND payment_id < ?"
                        + " ORDER BY payment_id DESC LIMIT ?) ORDER BY p.id DESC, o.place",
                row -> new StoredPayment(
                        row.getLong(1),
                        row.getLong(2),
                        StoredPayment.Status.valueOf(row.getString(3)),
                        hash(row, 4),
                        row.getLong(5),
                        List.of(new StoredPayment.Output(account, row.getLong(6), row.getLong(7)))),
                account,
                account,
                before,
                limit);
        parts.forEach(part -> byId.merge(part.id(), part, QueryReader::together));
        return List.copyOf(byId.values());
    }

    List<StoredPayment> payments(long before, int limit) throws SQLException {
        Map<Long, StoredPayment> byId = new LinkedHashMap<>();
        List<StoredPayment> parts = list(
                "SELECT p.id, p.decided_millis, p.status, p.txid, p.fee, a.name, o.debited, o.sent FROM payment_output o"
                        + " JOIN payment p ON p.id = o.payment_id JOIN account a ON a.id = o.account_id WHERE p.id IN"
                        + " (SELECT id FROM payment WHERE id < ? ORDER BY id DESC LIMIT ?) ORDER BY p.id DESC, o.place",
                row -> new StoredPayment(
                        row.getLong(1),
                        row.getLong(2),
                        StoredPayment.Status.valueOf(row.getString(3)),
                        hash(row, 4),
                        row.getLong(5),
                        List.of(new StoredPayment.Output(row.getString(6), row.getLong(7), row.getLong(8)))),
                before,
                limit);
        parts.forEach(part -> byId.merge(part.id(), part, QueryReader::together));
        return List.copyOf(byId.values());
    }

    private static StoredPayment together(StoredPayment a, StoredPayment b) {
        List<StoredPayment.Output> outputs = new ArrayList<>(a.outputs());
        outputs.addAll(b.outputs());
        return new StoredPayment(a.id(), a.decidedMillis(), a.status(), a.txid(), a.fee(), outputs);
    }

    List<StoredWork> work(String account, long fromBucket, long toMillis) throws SQLException {
        return list(
                "SELECT w.bucket_millis, w.length_millis, w.work_hi, w.work_lo, w.shares FROM work w JOIN account a"
                        + " ON a.id = w.account_id WHERE a.name = ? AND w.bucket_millis >= ? AND w.bucket_millis < ?"
                        + " ORDER BY w.bucket_millis",
                row -> new StoredWork(
                        account,
                        row.getLong(1),
                        row.getLong(2),
                        new Work(row.getLong(3), row.getLong(4)),
                        row.getLong(5)),
                account,
                fromBucket,
                toMillis);
    }

    /** The halves are added in three parts, none of which can overflow: SQLite's integers have 64 bits and a sign. */
    List<StoredWork> work(long fromBucket, long toMillis) throws SQLException {
        return list(
                "SELECT bucket_millis, length_millis, sum(work_hi), sum((work_lo >> 32) & 4294967295),"
                        + " sum(work_lo & 4294967295), sum(shares) FROM work WHERE bucket_millis >= ? AND bucket_millis < ?"
                        + " GROUP BY bucket_millis, length_millis ORDER BY bucket_millis, length_millis",
                row -> new StoredWork(
                        "",
                        row.getLong(1),
                        row.getLong(2),
                        Work.of(BigInteger.valueOf(row.getLong(3))
                                .shiftLeft(64)
                                .add(BigInteger.valueOf(row.getLong(4)).shiftLeft(32))
                                .add(BigInteger.valueOf(row.getLong(5)))),
                        row.getLong(6)),
                fromBucket,
                toMillis);
    }

    private static Hash256 hash(ResultSet row, int column) throws SQLException {
        return Hash256.ofInternal(row.getBytes(column));
    }

    private <T> List<T> list(String sql, RowMapper<T> mapper, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(mapper.map(rows));
                }
            }
            return List.copyOf(all);
        }
    }
}
