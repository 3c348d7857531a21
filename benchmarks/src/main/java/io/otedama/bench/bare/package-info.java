/**
 * The floor that pools are measured against: a Netty loop that parses submits, checks their hashes and echoes the answer,
 * and nothing else. No journal, no accounts, no duplicate filter, no pace, no timers.
 *
 * <pre>
 *   read --&gt; BareConnection: lines --+--&gt; SubmitScanner -&gt; ShareCheck -&gt; answer   all answers of a read: one flush
 *                                    +--&gt; Handshake (Jackson)          -&gt; answer
 *   newJob -&gt; BareJob: line in one direct buffer -&gt; one task per BareLoop -&gt; a view for each connection
 * </pre>
 */
@NullMarked
package io.otedama.bench.bare;

import org.jspecify.annotations.NullMarked;
