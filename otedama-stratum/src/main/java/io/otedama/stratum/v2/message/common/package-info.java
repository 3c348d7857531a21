/**
 * Messages of every protocol: setting up and moving a connection.
 *
 * <pre>
 *   client                        server
 *     | SetupConnection           |
 *     |--------------------------&gt;|
 *     |    .Success (or .Error)   |
 *     |&lt;--------------------------|
 *     |    Reconnect, ChannelEndpointChanged
 *     |&lt;--------------------------|
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message.common;

import org.jspecify.annotations.NullMarked;
