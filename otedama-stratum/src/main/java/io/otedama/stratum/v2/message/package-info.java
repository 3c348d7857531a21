/**
 * What all messages of Stratum V2 share, and which there are. Sees {@code v2.frame} and {@code core}.
 *
 * <pre>
 *   frame type -&gt; MessageType: name, protocol, channel bit
 *   payload    -&gt; MessageView.wrap: every length checked once -&gt; accessors that cannot fail
 *   fields     -&gt; X.encode -&gt; FrameWriter
 *       ^
 *       +-- .common  .mining  .declaration  .template  .extension: a class for each message
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message;

import org.jspecify.annotations.NullMarked;
