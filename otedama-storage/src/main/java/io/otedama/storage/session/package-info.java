/**
 * What a pool remembers of its workers over a restart. {@link io.otedama.storage.session.FileSessionStore} keeps all of it in
 * memory, and a snapshot in one file.
 *
 * <pre>
 *   sessions.dat, little endian
 *     0 "OTEDSESS" 8 | 8 format 4 | 12 workers 4 | worker, worker, … | CRC-32C of everything before 4
 *     worker:  name length 1 | name, ASCII | WorkerState 40
 *
 *   sync:   sessions.dat.new --force--> rename over sessions.dat --force directory-->
 *   open:   wrong length, magic, CRC or content: renamed to sessions.dat.damaged-(time), and the pool begins without
 *   LOCK:   sessions.dat.lock, held by the operating system for one store at a time
 * </pre>
 */
@NullMarked
package io.otedama.storage.session;

import org.jspecify.annotations.NullMarked;
