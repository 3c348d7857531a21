package io.otedama.spi;

/**
 * A worker the journal has introduced.
 *
 * @param id by which share records name it
 * @param name the user name as sent
 * @param account whose account its work is credited to
 */
public record StoredWorker(int id, String name, String account) {}
