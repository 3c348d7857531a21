/**
 * Messages of extension 1, by which extensions are agreed on.
 *
 * <pre>
 *   client                          server
 *     | RequestExtensions            |  -&gt; .Success | .Error | nothing: not known there
 *     |-----------------------------&gt;|     type 0x00 | 0x01 | 0x02, extension id 1
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message.extension;

import org.jspecify.annotations.NullMarked;
