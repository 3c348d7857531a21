/**
 * The front door: build a pool, start it, look at it, close it.
 *
 * <pre>
 *   Pool.builder().node(…).payoutAddress(…).frontEnd(…).build()
 *
 *   CoinNode --templates--> TemplateFollower --> JobTable, ring, front ends
 *   front ends --shares--> lanes --> ring --> journal --> books --> replies
 *                            \-- blocks --> BlockSubmission --> every node; BlockTracker --> ring
 *   journal --> StoreProjector, StoreAudit: books of their own --> QueryStore --> Pool.query()
 *          \-> OfflineLedger, LedgerAudit: the books once more, for commands and audits; OfflinePayouts: pays from them
 * </pre>
 */
@NullMarked
package io.otedama;

import org.jspecify.annotations.NullMarked;
