/**
 * The durable share journal: an append-only log in segment files, adapter of {@code spi.ShareJournal}. Little-endian.
 *
 * <pre>
 *   DIRECTORY/  LOCK                        held by the one process that writes
 *               DURABLE                     how far the writer got, for who follows it (never forced, never trusted alone)
 *               00000000000000000001.seg    named by its first sequence
 *               00000000000000524288.seg    the last one grows; every earlier one is complete
 *               ….seg.new                   being made; counts as soon as it has lost the .new
 *
 *   segment   header 64 | frame … | zeros up to the preallocated size
 *   header     0 magic 8 | 8 format version 4 | 12 salt 4 | 16 first sequence 8 | 24 void from 8 (0: nothing)
 *             32 created 8 (ms since 1970) | 40 zero 20 | 60 CRC32C of 0..59
 *             the same in every format version; the frames are what may change
 *   frame      0 CRC32C 4, xor salt, of all that follows | 4 lag 4 | 8 record (length 4, type, …, sequence 8, …) | zeros
 *             up to a multiple of 8
 * </pre>
 *
 * <b>Lag</b> = the frame's sequence minus the last sequence that was forced when the frame was written. So each frame proves
 * that everything up to {@code sequence - lag} had reached the disk. Of a frame that cannot be read, recovery knows by a
 * later one whether it was durable once: then the disk is damaged and the place is reported. Without proof it is the torn
 * tail of a batch that nobody was promised, and is cut off. Lag 0 marks a clean close: a frame of 24 bytes that is no
 * record, with the sequence of the last one. The salt keeps bytes of another file from looking like frames of this one.
 *
 * <p><b>Void from N</b> in a segment's header: the segment before ended by a failed write or force; whatever it holds from
 * N on was taken back and is never read. N is always the first sequence of the segment that says so.
 *
 * <pre>
 *   FileJournal -> GroupCommit (FrameBatch) -> SegmentChain -> SegmentWriter -> JournalFile -> disk
 *                                                  |
 *                                            SegmentCatalog <- SegmentCursor -> FrameReader -> JournalFile
 *   JournalReader (another process, a command) -> the same cursors, over what DURABLE and the files say
 * </pre>
 */
@NullMarked
package io.otedama.storage.journal;

import org.jspecify.annotations.NullMarked;
