/**
 * Runnable pools, to read and to run.
 *
 * <pre>
 *   PoolMain -- demo   DemoCommand: chain in this JVM + pool + CPU miners over TCP
 *           \-- run    RunCommand:  pool on real nodes
 *           \-- proxy  ProxyCommand: Stratum V1 machines to Stratum V2 pools
 *           \-- check  CheckCommand: what is wrong with the settings, what the nodes say
 *           \-- journal inspect | tail           DataCommand: DIR/journal --JournalReader--&gt; TextTable or Json
 *           \-- ledger verify | show | explain   LedgerDataCommand: the same through OfflineLedger
 *           \-- payout plan | status             LedgerDataCommand, likewise
 *           \-- payout run | cancel              PayingCommand: DIR/journal --OfflinePayouts--&gt; wallet; no pool may run
 *           \-- store rebuild                    StoreRebuildCommand: DIR/journal --StoreProjector--&gt; DIR/store.db
 *
 *   pool.yaml --YamlFile--+
 *   --options ------------+--&gt; document --SettingsReader--&gt; PoolSettings --PoolAssembly--&gt; Pool --PoolRun--&gt; exit code
 *                               (Section, Problems: every mistake at once)
 *
 *   EmbeddedPool: the same in twenty lines, for an application of your own
 * </pre>
 *
 * <p>Standard output carries only lines for scripts ({@code CommandOutput#contract}); everything else goes to standard
 * error.
 */
@NullMarked
package io.otedama.examples;

import org.jspecify.annotations.NullMarked;
