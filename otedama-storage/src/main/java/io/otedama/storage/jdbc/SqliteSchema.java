package io.otedama.storage.jdbc;

import io.otedama.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a database to the newest schema: numbered scripts, forward only, with the number in one transaction. The number
 * is SQLite's {@code user_version}; {@code application_id} tells a store from the database of another program.
 */
final class SqliteSchema {
    /** ASCII {@code OTED}. */
    static final int APPLICATION_ID = 0x4F544544;

    /** In the order of their numbers, from 1. A script that was ever released is never edited. */
    private static final List<String> SCRIPTS = List.of("V001__journal_copy.sql");

    private SqliteSchema() {}

    /**
     * True when scripts are still to be run.
     *
     * @throws StoreException for a database of a newer version, or of another program
     */
    static boolean isBehind(Connection connection, String file) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        int application = number(connection, "PRAGMA application_id");
        boolean used = number(connection, "SELECT count(*) FROM sqlite_master") > 0;
        if (version > SCRIPTS.size() && (application == APPLICATION_ID || !used)) {
            throw new StoreException(file + " has schema " + version + " of a newer Otedama, this one knows up to "
                    + SCRIPTS.size() + ": use the newer one, or delete the file to have it filled again");
        }
        if (application != APPLICATION_ID && (used || version != 0 || application != 0)) {
            throw new StoreException(file + " is the database of another program: give the store a file of its own");
        }
        return version < SCRIPTS.size();
    }

    /** Runs what is still to be run; within a transaction. */
    static void migrate(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        try (Statement statement = connection.createStatement()) {
            for (String name : SCRIPTS.subList(Math.min(version, SCRIPTS.size()), SCRIPTS.size())) {
                for (String sql : script(name).split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.executeUpdate(sql);
                    }
                }
            }
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = " + SCRIPTS.size());
        }
    }

    private static String script(String name) {
        try (InputStream in = SqliteSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the script " + name + " cannot be read", e);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
