/**
 * A coin's chain inside the JVM, for demos and for the tests of an embedder: no daemon, no disk, real rules.
 *
 * <pre>
 *   pool's node adapter
 *        | JSON-RPC over loopback HTTP
 *   RegtestServer -> RpcEndpoint (auth, limits) -> RpcMethods -> MiningCalls, ChainCalls, WalletCalls, ...
 *        |
 *   RegtestChain                 the one lock, waiting, listeners, the chain's own miner (BlockForge)
 *        |
 *   ChainState                   everything below is guarded by that lock
 *        |-- BlockTree           known headers; judges a block in Bitcoin Core's order
 *        |     |-- HeaderRules, BlockRules, TransactionRules, WitnessCommitment
 *        |     `-- BestChain     most work wins; reorganises
 *        |           `-- BlockConnector -> SpendRules -> CoinSet (unspent outputs, undo)
 *        |-- Mempool             waiting transactions, parents first
 *        |     `-- SyntheticTraffic   makes them, from a seed
 *        `-- TemplateMaker       the next block
 * </pre>
 *
 * <p>Coins that can be spent are hash locks ({@code OP_SHA256 hash OP_EQUAL} in P2WSH) or anyone-can-spend outputs: both
 * are real Bitcoin script, so what the chain checks is what a node would check. Other outputs can be paid, not spent.
 */
@NullMarked
package io.otedama.node.regtest;

import org.jspecify.annotations.NullMarked;
