package io.otedama.spi;

/**
 * One coinbase of a job: {@code prefix ‖ extranonce1 ‖ extranonce2 ‖ suffix}, serialised without witness. Encoded once by
 * every front end.
 *
 * @param clientClass the smallest class it is made for; larger ones may share it
 * @param owner account that the coinbase belongs to, empty for the pool; see {@link CoinbaseSplitSource#perOwner()}
 * @param splitId the coinbase split it pays, 0 for the pool's plain output
 * @param coinbasePrefix bytes before the extranonce; shared, never modified
 * @param coinbaseSuffix bytes after the extranonce; shared, never modified
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose on the share path; never compared
public record JobVariant(
        ClientClass clientClass, String owner, long splitId, byte[] coinbasePrefix, byte[] coinbaseSuffix) {}
