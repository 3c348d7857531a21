/**
 * Frames of Stratum V2.
 *
 * <pre>
 *   extension_type U16 | msg_type U8 | msg_length U24 | payload        sealed and opened by a FrameCipher
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.frame;

import org.jspecify.annotations.NullMarked;
