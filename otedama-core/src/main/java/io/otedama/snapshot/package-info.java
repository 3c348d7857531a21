/**
 * Snapshots of the books: taken while the pool runs, proved before anything relies on them, and where a start begins. Rank 8.
 *
 * <pre>
 *   SnapshotKeeper, its own thread
 *     ring --query--> state S        the only thing that the ring waits for
 *     base (older snapshot, or nothing) + journal up to S = same state ?    SnapshotProof, off the ring
 *       no  -> health DOWN, nothing kept, nothing deleted any more
 *       yes -> LedgerStore.save -> load -> restore = same state ?  -> SNAPSHOT record -> older ones deleted
 *              -> ShareJournal.retain(what S and its base may need)
 *
 *   start    StoredSnapshots.newest -> books --> JournalReplay: |replayFrom … S| hashes only, |S+1 … end| everything
 *
 *            previous blocks   a a a b b b c c d d d | d e e e
 *                              ^ ReplayReach          ^ S        the duplicate filter knows four blocks
 * </pre>
 */
@NullMarked
package io.otedama.snapshot;

import org.jspecify.annotations.NullMarked;
