/**
 * A coin's chain inside the JVM, for demos and for the tests of an embedder: no daemon, real rules, a disk if you like.
 *
 * <pre>
 *   pool's node adapter
 *        | JSON-RPC over loopback HTTP
 *   RegtestServer -> RpcEndpoint (auth, limits, RpcFaults) -> RpcMethods -> MiningCalls, ChainCalls, WalletCalls, ...
 *        |
 *   RegtestChain                 the chain's own miner (BlockForge); GuardedState: the one lock, waiting, listeners
 *        |
 *   ChainState                   everything below is guarded by that lock
 *        |-- BlockTree           known headers; judges a block in Bitcoin Core's order
 *        |     |-- HeaderRules, BlockRules, TransactionRules, WitnessCommitment
 *        |     `-- BestChain     most work wins; reorganises; ChainIndex: where each transaction is
 *        |           `-- BlockConnector -> SpendRules -> CoinSet (unspent outputs, undo)
 *        |-- Mempool             waiting transactions, parents first
 *        |     `-- SyntheticTraffic   makes them, from a seed
 *        |-- TemplateMaker       the next block
 *        |-- RegtestWallet       keys, locked coins, what was sent; WalletLock: its passphrase
 *        `-- ChainStore          what must outlive the process: ChainLog -> RecordFile; at start ChainReplay
 * </pre>
 *
 * <p>Coins that can be spent are hash locks ({@code OP_SHA256 hash OP_EQUAL} in P2WSH) or anyone-can-spend outputs: both
 * are real Bitcoin script, so what the chain checks is what a node would check. Other outputs can be paid, not spent.
 */
@NullMarked
package io.otedama.node.regtest;

import org.jspecify.annotations.NullMarked;
