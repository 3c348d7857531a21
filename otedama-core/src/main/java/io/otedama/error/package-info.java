/**
 * What can go wrong, as types. Rank 0 of the core: sees no other package.
 *
 * <p>Typed exceptions are for everything off the hot path (configuration, nodes, journal). A rejected share is never
 * an exception; it is a {@code ShareVerdict}.
 */
@NullMarked
package io.otedama.error;

import org.jspecify.annotations.NullMarked;
