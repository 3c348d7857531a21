package io.otedama.storage.jdbc;

import io.otedama.chain.Work;
import io.otedama.spi.StoredWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Work in buckets of time, within the transaction of a batch. What is kept depends on the newest bucket that was ever seen and on
 * no clock, so that the same journal gives the same rows, however it was cut into batches.
 *
 * <pre>
 *   newest - 400 days            newest - 31 days              newest bucket
 *   removed |  one row an hour      |  one row per five minutes   |
 * </pre>
 */
final class WorkHistory {
    /** The id of an account. */
    interface AccountIds {
        long of(String account) throws SQLException;
    }

    /** Work to be added to a row. */
    private record Cell(long account, StoredWork work) {}

    private final Connection connection;
    private final AccountIds accounts;

    WorkHistory(Connection connection, AccountIds accounts) {
        this.connection = connection;
        this.accounts = accounts;
    }

    void add(List<StoredWork> rows) throws SQLException {
        long before = newest();
        long newest = before;
        for (StoredWork row : rows) {
            newest = Math.max(newest, row.bucketMillis());
        }
        if (newest > before) {
            age(before, newest);
        }
        List<Cell> cells = new ArrayList<>();
        for (StoredWork row : rows) {
            if (row.bucketMillis() >= StoredWork.keptFrom(newest)) {
                boolean old = row.bucketMillis() < StoredWork.hourlyBefore(newest);
                cells.add(new Cell(accounts.of(row.account()), old ? row.inItsHour() : row));
            }
        }
        write(cells);
    }

    private long newest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT newest_millis FROM history")) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private void age(long before, long newest) throws SQLException {
        change("INSERT OR REPLACE INTO history (only_row, newest_millis) VALUES (1, ?)", newest);
        change("DELETE FROM work WHERE bucket_millis < ?", StoredWork.keptFrom(newest));
        long end = StoredWork.hourlyBefore(newest);
        OptionalLong next = firstBucket(StoredWork.hourlyBefore(before), end);
        while (next.isPresent()) {
            long hour = StoredWork.hourOf(next.getAsLong());
            mergeHour(hour);
            next = firstBucket(hour + StoredWork.HOUR_MILLIS, end);
        }
    }

    private OptionalLong firstBucket(long from, long end) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT bucket_millis FROM work"
                + " WHERE bucket_millis >= ? AND bucket_millis < ? ORDER BY bucket_millis LIMIT 1")) {
            select.setLong(1, from);
            select.setLong(2, end);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private void mergeHour(long hour) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        long end = hour + StoredWork.HOUR_MILLIS;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT account_id, bucket_millis, work_hi, work_lo, shares FROM work"
                        + " WHERE bucket_millis >= ? AND bucket_millis < ?")) {
            select.setLong(1, hour);
            select.setLong(2, end);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Work work = new Work(rows.getLong(3), rows.getLong(4));
                    StoredWork row = new StoredWork("", rows.getLong(2), work, rows.getLong(5));
                    cells.add(new Cell(rows.getLong(1), row.inItsHour()));
                }
            }
        }
        change("DELETE FROM work WHERE bucket_millis >= ? AND bucket_millis < ?", hour, end);
        write(cells);
    }

    private void change(String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** SQLite has no 128-bit sums: reads what is there and writes the sum. */
    private void write(List<Cell> cells) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT work_hi, work_lo, shares FROM work WHERE account_id = ? AND bucket_millis = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT OR REPLACE INTO work (account_id, bucket_millis, length_millis, work_hi, work_lo, shares)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Cell cell : cells) {
                StoredWork row = cell.work;
                Work sum = row.work();
                long shares = row.shares();
                select.setLong(1, cell.account);
                select.setLong(2, row.bucketMillis());
                try (ResultSet found = select.executeQuery()) {
                    if (found.next()) {
                        sum = sum.plus(new Work(found.getLong(1), found.getLong(2)));
                        shares = Math.addExact(shares, found.getLong(3));
                    }
                }
                long[] values = {cell.account, row.bucketMillis(), row.lengthMillis(), sum.hi(), sum.lo(), shares};
                for (int i = 0; i < values.length; i++) {
                    insert.setLong(i + 1, values[i]);
                }
                insert.executeUpdate(); // at once: a later row may be of the same bucket
            }
        }
    }
}
