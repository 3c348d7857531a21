package io.otedama.stratum.client;

/**
 * What was agreed with the server when a connection became ready.
 *
 * @param connection 1 for the first connection of a client, 2 for the next, …
 * @param extranonce the client's part of the coinbase at that moment
 * @param versionMask bits of the version that may be rolled; 0 when none
 */
public record ClientSession(long connection, ExtranonceSpace extranonce, int versionMask) {}
