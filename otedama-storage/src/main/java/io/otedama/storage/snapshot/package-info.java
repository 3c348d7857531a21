/**
 * Snapshots of the books, one file each, written once and never changed.
 *
 * <pre>
 *   (sequence, 20 digits).snap, little endian
 *     0 "OTEDBOOK" 8 | 8 format of the file 4 | 12 format of the books 4 | 16 sequence 8 | 24 replay from 8 | 32 retain from 8
 *     40 genesis 32 | 72 SHA-256 of the books 32 | 104 length of the name 4 | 108 length of the books 4
 *     112 name, ASCII | books | CRC-32C of everything before 4
 *
 *   save:   snapshot.new --force--> rename to (sequence).snap --force directory-->
 *   load:   wrong length, magic, CRC, SHA-256 or content: refused with file and reason; the file stays until it is deleted
 * </pre>
 */
@NullMarked
package io.otedama.storage.snapshot;

import org.jspecify.annotations.NullMarked;
