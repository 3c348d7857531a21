/**
 * Messages of the job declaration protocol.
 *
 * <pre>
 *   client                                server
 *     | AllocateMiningJobToken             |  -&gt; .Success: token, outputs
 *     | DeclareMiningJob                   |  -&gt; .Success | .Error
 *     |-----------------------------------&gt;|
 *     |    ProvideMissingTransactions      |  -&gt; answered by .Success
 *     |&lt;-----------------------------------|
 *     | PushSolution                       |
 *     |-----------------------------------&gt;|
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message.declaration;

import org.jspecify.annotations.NullMarked;
