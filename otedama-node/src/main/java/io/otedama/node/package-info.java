/**
 * The coin side of a pool: {@link io.otedama.node.CoreNode}, an adapter of {@code io.otedama.spi.CoinNode} for Bitcoin
 * Core, Litecoin Core and their like.
 *
 * <pre>
 *                        CoreNode (CoreNodeBuilder, NodeTiming)
 *        +--------------------+----------------------+----------------------+
 *   TemplateSource        BlockSubmitter          ChainView              health
 *   TemplateFeed          RpcBlockSubmitter       RpcChainView           NodeHealth
 *    | HintInbox &lt;- notify    (SubmitVerdicts)        |                  DaemonHealth
 *    | DaemonSelector        | never held back        |                     |
 *    | Freshness             |                        |                     |
 *    +---------------+-------+------------------------+                     |
 *                CoinDaemon, one per node  &lt;---- DaemonWatch (Probe) -------+
 *                    |  ChainGuard: no node of another chain gets past
 *                io.otedama.node.rpc -> HTTP
 * </pre>
 *
 * <p>{@code node} sees {@code notify} and {@code rpc}, {@code notify} and {@code wallet} see {@code rpc}, {@code rpc} sees none.
 */
@NullMarked
package io.otedama.node;

import org.jspecify.annotations.NullMarked;
