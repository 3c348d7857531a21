/**
 * What the load generator adds to the package of the client, whose protocol and codecs it uses.
 *
 * <pre>
 *   bench.load.LoadMiner --submits--&gt; LoadConnection --SubmitEncoder--&gt; socket
 *                        &lt;-LoadEvents-                &lt;-LineDecoder---
 *                                     NoticeCache: a job that every connection gets is parsed once
 * </pre>
 */
@NullMarked
package io.otedama.stratum.client;

import org.jspecify.annotations.NullMarked;
