/**
 * Measurements of Stratum V1 that need to stand beside its classes.
 *
 * <pre>
 *   LocalChannel pair, no socket --&gt; LocalV1FrontEnd --&gt; the V1Connection and V1Loop that sockets are given
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v1;

import org.jspecify.annotations.NullMarked;
