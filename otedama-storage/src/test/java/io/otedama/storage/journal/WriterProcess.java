package io.otedama.storage.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A pool's journal thread, as a process of its own that can be killed: one batch of 3 records for each byte it is given. */
final class WriterProcess {
    private static final int PER_BATCH = 3;

    private WriterProcess() {}

    public static void main(String[] arguments) throws IOException {
        FileJournal journal = FileJournal.open(Path.of(arguments[0]), JournalWorkload.SMALL);
        answer(journal);
        while (System.in.read() >= 0) {
            for (int i = 0; i < PER_BATCH; i++) {
                journal.append(TestRecord.of(journal.durableSequence() + i + 1, 100));
            }
            journal.flush();
            answer(journal);
        }
    }

    private static void answer(FileJournal journal) {
        System.out.write((int) journal.durableSequence());
        System.out.flush();
    }
}
