/**
 * The Disruptor: everything that changes the books in one order. Rank 6.
 *
 * <pre>
 *   PipelineLane (event loops) --- shares ---\            ring of preallocated ShareEvents
 *   SharePipeline.publish (others) - records --> [Validate xN] -> [Dedupe -> Journal] -> [Account -> Reply] -> [Publish]
 *                                                 expensive        group commit at        one wake-up per
 *                                                 algorithms       the end of a batch     loop and batch
 *
 *   up to 4 cores   one thread runs Dedupe … Publish, stage by stage over each batch
 *   more cores      one thread per pair of brackets; the ring's barriers keep Account behind the commit
 * </pre>
 *
 * <p>A stage is a class, not a thread. A stage that throws stops the pool.
 */
@NullMarked
package io.otedama.pipeline;

import org.jspecify.annotations.NullMarked;
