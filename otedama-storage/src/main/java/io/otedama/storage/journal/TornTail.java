package io.otedama.storage.journal;

/**
 * The rest of a batch that was being written when the process or the power went; the next start of the pool cuts it off.
 *
 * @param file path of the segment
 * @param offset where it begins
 * @param bytes how long it is
 */
public record TornTail(String file, long offset, long bytes) {}
