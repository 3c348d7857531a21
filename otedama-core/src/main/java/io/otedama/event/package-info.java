/**
 * What happens in a pool, for the host application: few events, never one per share. Rank 2.
 *
 * <p>Listeners are called on one thread of their own, in order; a slow listener delays other listeners and nothing else.
 */
@NullMarked
package io.otedama.event;

import org.jspecify.annotations.NullMarked;
