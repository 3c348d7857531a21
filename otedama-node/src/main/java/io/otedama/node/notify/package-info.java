/**
 * Notices that a node has something new. A notifier never delivers work, it only hints; whoever receives the hint asks
 * the node. Sees {@code rpc} only.
 *
 * <pre>
 *   node --zmqpubhashblock--> ZmqBlockSubscriber (ZmqBlockFeed, SequenceCheck) --+
 *                                                                                +--> TipListener.onTipHint(TipHint)
 *   node --long poll--------> LongPoll (LongPollTarget) -------------------------+
 * </pre>
 */
@NullMarked
package io.otedama.node.notify;

import org.jspecify.annotations.NullMarked;
