/**
 * Outbound ports: what the engine needs of the world, and the records that cross the border. Rank 2: signatures use only
 * JDK types, {@code chain} values, {@code error} types and types of this package; that keeps the core free of cycles.
 *
 * <pre>
 *   nodes      CoinNode = TemplateSource (work in) + BlockSubmitter (blocks out) + ChainView (what became of them)
 *   journal    ShareJournal, JournalCursor, RecordView and its typed flyweights ShareRecord, JobRecord, …
 *   miners     MiningJob / JobVariant (per ClientClass, Owner) -> JobListener; MinerAuthenticator -> Admission
 *   money      CoinbaseSplitSource; Wallet: TransactionPlan -> PreparedTransaction -> BroadcastResult, TransactionState
 *   books      LedgerStore keeps a LedgerSnapshot now and then: where a start begins to read
 *   store      StoreBatch (StoredAccount, StoredBlock, …) -> QueryStore; PoolQuery reads it
 *   workers    SessionStore keeps a WorkerState for each over a restart
 *   life       PoolComponent (start, drain, close, health), PoolClock, MetricsSink
 * </pre>
 *
 * <p>Every port has an abstract {@code XContract} test in the core's test-jar; an adapter proves itself by passing it.
 */
@NullMarked
package io.otedama.spi;

import org.jspecify.annotations.NullMarked;
