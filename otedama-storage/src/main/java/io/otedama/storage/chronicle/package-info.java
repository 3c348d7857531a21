/**
 * Workers over a restart in a Chronicle Map: memory outside the heap, mapped to a file. Optional; needs {@code
 * net.openhft:chronicle-map}, a JDK and the flags of {@link io.otedama.storage.chronicle.ChronicleFlags}.
 *
 * <pre>
 *   map:   user name, ASCII -> two copies of the worker's state, little endian
 *   copy:  0 generation 8 | 8 WorkerState 40 | 48 CRC-32C of the 48 before 4 | 52 zero 4     generation g is in copy g % 2
 *
 *   save:  g + 1 over the older copy; the other one is rewritten with the bytes it has
 *   kill:  at any instant one copy is whole: the newer one that is, counts
 * </pre>
 */
@NullMarked
package io.otedama.storage.chronicle;

import org.jspecify.annotations.NullMarked;
