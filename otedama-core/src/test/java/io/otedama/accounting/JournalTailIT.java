package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.SeededRandom;
import io.otedama.error.JournalException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tail gives the same shares and errors at the same places, read ahead of time or not. */
@Timeout(60)
class JournalTailIT {
    private static final int STEPS = 3_000;
    private static final int BLOCK = ShareBlock.CAPACITY;

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final TailRig rig = new TailRig();

    @AfterEach
    void nothingIsLeftBehind() throws InterruptedException {
        rig.tail.close();
        rig.close();
        for (Thread reader : rig.readers) {
            reader.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(reader.isAlive()).isFalse();
        }
        assertThat(rig.journal.openCursors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyCourseOfAppendsSeeksAndReadsGivesTheJournalsSharesInItsOrder(boolean ahead) {
        begin(ahead);
        rig.seek(1);
        for (int i = 0; i < STEPS; i++) {
            step();
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 2) {
            rig.seek(1 + random.nextInt((int) rig.memory.durableSequence() + 1));
        } else if (dice < 50) {
            append(random.nextInt(random.nextInt(20) == 0 ? 3 * BLOCK : 20));
        } else {
            read(random.nextInt(random.nextInt(20) == 0 ? 3 * BLOCK : 20));
        }
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(10) == 0) {
                rig.otherRecord();
            } else {
                rig.share(random.nextInt(), random.nextLong(), random.nextLong(), random.nextInt());
            }
        }
    }

    private void read(int count) {
        for (int i = 0; i < count && !rig.isAtTheEnd(); i++) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
        if (rig.isAtTheEnd()) {
            assertThatThrownBy(rig::next).isInstanceOf(JournalException.class).hasMessageContaining("ends before");
        }
    }

    private void begin(boolean ahead) {
        if (ahead) {
            rig.readingAhead();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aShareThatIsNotThereYetCanBeReadLater(boolean ahead) {
        begin(ahead);
        rig.otherRecord();
        rig.seek(2);
        assertThatThrownBy(rig::next).isInstanceOf(JournalException.class).hasMessageContaining("from record 2");
        rig.shares(1);
        assertThat(rig.next()).isEqualTo(rig.expected());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPlaceThatTheJournalDoesNotHoldFailsWhenItIsRead(boolean ahead) {
        begin(ahead);
        rig.seek(5);
        assertThatThrownBy(rig::next).isInstanceOf(JournalException.class).hasMessageContaining("5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReadErrorComesBehindTheLastShareThatCouldBeReadAndAgainUntilItIsGone(boolean ahead) {
        rig.shares(3 * BLOCK);
        int bad = BLOCK + 100;
        rig.journal.onRead = sequence -> {
            if (sequence == bad) {
                throw new JournalException("cannot read " + sequence);
            }
        };
        begin(ahead);
        rig.seek(1);
        for (int i = 1; i < bad; i++) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
        assertThatThrownBy(rig::next).isInstanceOf(JournalException.class).hasMessage("cannot read " + bad);
        assertThatThrownBy(rig::next).isInstanceOf(JournalException.class).hasMessage("cannot read " + bad);
        rig.journal.onRead = sequence -> {};
        while (!rig.isAtTheEnd()) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
    }

    @Test
    void anErrorOfTheReaderAloneIsNoErrorOfTheBooks() throws InterruptedException {
        rig.shares(2 * BLOCK);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger errors = new AtomicInteger();
        rig.journal.onRead = sequence -> {
            if (sequence == 50 && errors.getAndIncrement() == 0) {
                failed.countDown();
                throw new JournalException("for once");
            }
        };
        rig.readingAhead().seek(1);
        assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
        while (!rig.isAtTheEnd()) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
    }

    @Test
    void whatWasReadAheadIsTakenWhileTheReaderWaitsForTheDisk() throws InterruptedException {
        rig.shares(3 * BLOCK);
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        rig.journal.onRead = sequence -> {
            if (sequence == 2 * BLOCK + 10) {
                there.countDown();
                await(disk);
            }
        };
        rig.readingAhead().seek(1);
        assertThat(there.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 2 * BLOCK; i++) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
        disk.countDown();
        while (!rig.isAtTheEnd()) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theReaderStopsAtItsLimit() throws InterruptedException {
        int limit = ReadAhead.BLOCKS * BLOCK;
        rig.shares(limit + 2 * BLOCK);
        CountDownLatch full = new CountDownLatch(1);
        AtomicInteger last = new AtomicInteger();
        rig.journal.onRead = sequence -> {
            last.set((int) sequence);
            if (sequence == limit) {
                full.countDown();
            }
        };
        rig.readingAhead().seek(1);
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        awaitParked();
        assertThat(last).hasValue(limit);
        while (!rig.isAtTheEnd()) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
    }

    private void awaitParked() {
        Thread reader = rig.readers.get(0);
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void onlyTheOwnersThreadAsksWhoseAWorkerIs() {
        rig.shares(4 * BLOCK);
        rig.readingAhead().seek(1);
        while (!rig.isAtTheEnd()) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
        assertThat(rig.askers).hasSize(4 * BLOCK).containsOnly(Thread.currentThread());
    }

    @Test
    void aSeekDoesNotWaitForAReaderThatWaitsForTheDisk() throws InterruptedException {
        rig.shares(3 * BLOCK);
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        rig.journal.onRead = sequence -> {
            if (sequence == 20) {
                there.countDown();
                await(disk);
            }
        };
        rig.readingAhead().seek(1);
        assertThat(there.await(10, TimeUnit.SECONDS)).isTrue();
        rig.seek(BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
        disk.countDown();
    }

    @Test
    void aReaderThatWaitsForTheDiskEndsAsSoonAsThatAnswers() throws InterruptedException {
        rig.shares(BLOCK);
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        rig.journal.onRead = sequence -> {
            there.countDown();
            await(disk);
        };
        rig.readingAhead().seek(1);
        assertThat(there.await(10, TimeUnit.SECONDS)).isTrue();
        Thread stopping = new Thread(rig.reader::stop);
        stopping.start();
        disk.countDown();
        stopping.join(TimeUnit.SECONDS.toMillis(10));
        rig.readers.get(0).join(TimeUnit.SECONDS.toMillis(10));
        assertThat(rig.readers.get(0).isAlive()).isFalse();
        assertThat(rig.journal.openCursors()).isZero();
        while (!rig.isAtTheEnd()) { // still usable
            assertThat(rig.next()).isEqualTo(rig.expected());
        }
    }

    @Test
    void withoutATailThereIsNoThread() {
        rig.readingAhead();
        assertThat(rig.readers).isEmpty();
        rig.shares(1).seek(1);
        rig.seek(1);
        assertThat(rig.readers).hasSize(1);
    }
}
