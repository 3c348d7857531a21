/**
 * The wallet that pays miners, behind a coin daemon: an adapter of {@code io.otedama.spi.Wallet} for Bitcoin Core, Litecoin
 * Core and their like.
 *
 * <pre>
 *   CoreWallet (CoreWalletBuilder)   each task whole or not at all: CallCircuit
 *     |-- prepare    TransactionMaker: CoinSelection -> fund -> share the fee -> lock -> KeyUnlock( sign ) -> check
 *     |-- broadcast  Broadcaster: send; whatever is unclear, ask TransactionTracker
 *     |-- state      TransactionTracker: wallet, memory pool, spent inputs
 *     `-- lock       CoinLocks
 *                       |
 *                  WalletRpc (typed calls) -> io.otedama.node.rpc -> HTTP
 * </pre>
 *
 * <p>{@code sendmany} and its like are never used: they choose, sign and send in one call, and after a time-out nobody knows
 * which transaction to ask for.
 */
@NullMarked
package io.otedama.node.wallet;

import org.jspecify.annotations.NullMarked;
