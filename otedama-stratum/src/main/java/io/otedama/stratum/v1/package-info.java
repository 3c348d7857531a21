/**
 * The Stratum V1 dialect of the Bitcoin family, server side: bytes to shares, verdicts and jobs to bytes. Sees {@code
 * stratum.loop}, {@code stratum.transport} and {@code core}.
 *
 * <pre>
 *   socket -&gt; V1Connection -&gt; LineDecoder -&gt; line
 *                                  |-- SubmitScanner ----\
 *                                  |-- V1RequestParser ---+-&gt; SubmitReader -&gt; ShareSubmission -&gt; IngressLane.submit
 *                                  \-- V1Methods: configure, subscribe, authorize, …
 *   ReplyQueue -&gt; V1Shares -&gt; V1Replies (constant bytes) -&gt; V1Outbound -&gt; one flush per turn
 *   job thread -&gt; EncodedJob (once per variant) -&gt; V1Loop -&gt; V1Session.onJob -&gt; V1Outbound
 * </pre>
 *
 * <p>Per event loop: one {@code V1Loop} with what decoding reuses. Per connection: one {@code V1Connection}, used by its
 * event loop only. From a submit's bytes to its answer's nothing is allocated in the steady state.
 */
@NullMarked
package io.otedama.stratum.v1;

import org.jspecify.annotations.NullMarked;
