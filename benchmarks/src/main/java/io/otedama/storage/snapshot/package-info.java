/**
 * A way to the restart measurement of the storage module, which its own tests run, too.
 *
 * <pre>
 *   restart command --&gt; RestartFiles --&gt; RestartJournal writes a full window, RestartProcess starts a pool from it
 * </pre>
 */
@NullMarked
package io.otedama.storage.snapshot;

import org.jspecify.annotations.NullMarked;
