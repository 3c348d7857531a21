/**
 * Whole-pool measurements in one process, each a command of its own with a JSON result.
 *
 * <pre>
 *   block      miner --Stratum--&gt; Pool (file journal, block archive) --submitblock--&gt; MockNode     first byte, ns
 *   sessions   100,000 local channels --&gt; V1 sessions --&gt; Pool                                   resident memory, heap
 *   restart    journal of a full window --&gt; Pool in a process of its own                         time to the first share
 * </pre>
 */
@NullMarked
package io.otedama.bench.cases;

import org.jspecify.annotations.NullMarked;
