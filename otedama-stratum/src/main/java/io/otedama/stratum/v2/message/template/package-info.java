/**
 * Messages of the template distribution protocol.
 *
 * <pre>
 *   client                                node
 *     | CoinbaseOutputConstraints          |
 *     |-----------------------------------&gt;|
 *     |    NewTemplate, SetNewPrevHash     |
 *     |&lt;-----------------------------------|
 *     | RequestTransactionData             |  -&gt; .Success | .Error
 *     | SubmitSolution                     |
 *     |-----------------------------------&gt;|
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message.template;

import org.jspecify.annotations.NullMarked;
