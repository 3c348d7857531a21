/**
 * A scripted coin daemon on loopback, so that different pools are measured on the same work. It speaks as much of Bitcoin
 * Core's JSON-RPC as pools ask, believes every block, and validates nothing.
 *
 * <pre>
 *   pool --HTTP--&gt; FirstByteClock -&gt; HTTP codec -&gt; RpcHandler -&gt; RpcAnswers -&gt; MockChain
 *                  when a request                   long polls wait             tip, template
 *                  began                            for MockChain's news           ^
 *   timer, newBlock() or submitblock ----------------------------------------------+
 *   TemplateForge (own thread) makes the transactions of the next template beforehand
 * </pre>
 */
@NullMarked
package io.otedama.bench.node;

import org.jspecify.annotations.NullMarked;
