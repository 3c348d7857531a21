/**
 * Whom the pool does not let in, over a restart: one small file, replaced as a whole.
 *
 * <pre>
 *   guard.bin, little endian
 *     0 "OTEDGARD" 8 | 8 format 4 | 12 records 4 | records | CRC-32C of everything before 4
 *     record   subject, good 8, bad 8, step, time 8, events 2, event*, 0 or 1 ban
 *     event    time 8, kind, times 8, points 8
 *     ban      network, since 8, until 8, times 4, reason
 *     texts    length in bytes 2, UTF-8
 *
 *   replace: guard.bin.new --force--> rename to guard.bin --force directory-->
 *   load:    wrong length, magic, CRC or content: renamed to guard.bin.damaged-(time), and the pool begins without it
 * </pre>
 */
@NullMarked
package io.otedama.storage.guard;

import org.jspecify.annotations.NullMarked;
