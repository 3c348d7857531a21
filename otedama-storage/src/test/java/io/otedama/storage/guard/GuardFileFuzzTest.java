package io.otedama.storage.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.GuardStoreContract;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Any bytes where a guard's file should be: they are refused with a reason, or they are records that are written the same.
 * Input: pairs of three bytes, offset (2) and what is put there (1), in a good file whose checksum is then made right.
 */
class GuardFileFuzzTest {
    private static final List<GuardRecord> RECORDS =
            IntStream.range(0, 20).mapToObj(GuardStoreContract::sample).toList();

    @FuzzTest
    void whatIsReadIsRefusedOrWrittenTheSame(byte[] input) {
        check(input);
        byte[] file = GuardFileFormat.encode(RECORDS);
        for (int i = 0; i + 2 < input.length; i += 3) {
            file[((input[i] & 0xff) << 8 | (input[i + 1] & 0xff)) % file.length] = input[i + 2];
        }
        check(withChecksum(file));
    }

    @Test
    void changedAndCutFilesAreRefusedOrWrittenTheSame() {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] file = GuardFileFormat.encode(RECORDS.subList(0, random.nextInt(RECORDS.size())));
            byte[] changed = random.nextBoolean() ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
            for (int j = random.nextInt(4); j > 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            refused += check(withChecksum(changed)) ? 0 : 1;
        }
        assertThat(refused).as("of 4,000").isBetween(1_600, 3_999);
    }

    private static byte[] withChecksum(byte[] file) {
        int end = file.length - GuardFileFormat.CRC_BYTES;
        if (end < 0) {
            return file;
        }
        CRC32C crc = new CRC32C();
        crc.update(file, 0, end);
        for (int i = 0; i < GuardFileFormat.CRC_BYTES; i++) {
            file[end + i] = (byte) (crc.getValue() >>> (8 * i));
        }
        return file;
    }

    /** False when it was refused. */
    private static boolean check(byte[] file) {
        List<GuardRecord> records;
        try {
            records = GuardFileFormat.decode(file);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return false;
        }
        assertThat(GuardFileFormat.encode(records)).isEqualTo(file);
        return true;
    }
}
