/**
 * What every command needs: what machine it runs on, where its numbers go, when it ends.
 *
 * <pre>
 *   command --numbers--&gt; BenchResult --+--&gt; JSON file
 *                         Machine -----+
 *   signal --&gt; StopLatch --&gt; a command that serves until it is told to stop
 * </pre>
 */
@NullMarked
package io.otedama.bench.run;

import org.jspecify.annotations.NullMarked;
