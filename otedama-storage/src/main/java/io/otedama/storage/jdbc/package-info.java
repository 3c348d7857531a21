/**
 * The queryable store in SQLite: a copy of what the journal says, for everybody who asks questions. Losing it costs a rebuild.
 *
 * <pre>
 *   StoreProjector --StoreBatch--> SqliteStore --one transaction--> store.db (+ store.db-wal, store.db-shm)
 *                                     | writes: BatchWriter            ^ SqliteSchema: V001__….sql, V002__….sql, …
 *   who asks --> CachedPoolQuery --> SqliteStore, reads: QueryReader --/   on a second connection
 * </pre>
 *
 * <p>Needs {@code sqlite-jdbc} and, for the cache, {@code caffeine}: optional dependencies of this module.
 */
@NullMarked
package io.otedama.storage.jdbc;

import org.jspecify.annotations.NullMarked;
