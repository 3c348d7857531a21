/**
 * Found blocks: never lost, never late. Rank 4: sees {@code job} and below.
 *
 * <pre>
 *   Solution -> BlockSubmission.onSolution (repeat of the last 1,024 hashes? -> nothing)
 *                  |-> BlockAssembler -> one thread per node: submit, retry   -> SubmissionReport -> BlockListener
 *                  |-> BlockArchive: raw bytes to disk, beside it, delaying nothing; the next start resumes
 *   BlockTracker: asks ChainView until the block is mature or orphaned        -> BlockListener
 * </pre>
 */
@NullMarked
package io.otedama.block;

import org.jspecify.annotations.NullMarked;
