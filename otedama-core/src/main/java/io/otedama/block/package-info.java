/**
 * Found blocks: never lost, never late. Rank 4: sees {@code job} and below.
 *
 * <pre>
 *   Solution -> BlockSubmission.onSolution (repeat of the last 1,024 hashes? -> nothing)
 *                  |-> BlockAssembler -> one thread per node: submit, retry   -> SubmissionReport -> BlockListener
 *                  |-> BlockArchive: raw bytes and claim to disk; out go the bytes when archive or journal has it, or after 25 ms
 *                        kept until nodes and journal have it; the next start submits and records it again
 *   BlockTracker: asks ChainView until the block is mature or orphaned        -> BlockListener
 * </pre>
 */
@NullMarked
package io.otedama.block;

import org.jspecify.annotations.NullMarked;
