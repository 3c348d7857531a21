package io.otedama.storage.guard;

import io.otedama.spi.GuardRecord;
import io.otedama.spi.GuardStore;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.StandingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Bytes of a guard's file, as the package draws them. */
final class GuardFileFormat {
    /** The only format so far. */
    static final int VERSION = 1;

    static final int HEADER_BYTES = 16;
    static final int CRC_BYTES = 4;

    /** Longest text, bytes. */
    static final int MAX_TEXT_BYTES = 1_024;

    private static final byte[] MAGIC = "OTEDGARD".getBytes(StandardCharsets.US_ASCII);

    private GuardFileFormat() {}

    /**
     * The whole file.
     *
     * @throws IllegalArgumentException when a text is too long
     */
    static byte[] encode(List<GuardRecord> records) {
        Output out = new Output();
        out.bytes.writeBytes(MAGIC);
        out.number(VERSION, 4);
        out.number(records.size(), 4);
        for (GuardRecord record : records) {
            out.text(record.subject());
            out.number(record.goodMilli(), 8);
            out.number(record.badMilli(), 8);
            out.text(record.step());
            out.number(record.atMillis(), 8);
            out.number(record.events().size(), 2);
            record.events().forEach(out::event);
            out.ban(record.ban());
        }
        out.number(crc(out.bytes.toByteArray(), out.bytes.size()), 4);
        return out.bytes.toByteArray();
    }

    private static int crc(byte[] file, int end) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, end);
        return (int) crc.getValue();
    }

    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void number(long value, int size) {
            for (int i = 0; i < size; i++) {
                bytes.write((int) (value >>> (8 * i)));
            }
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (utf8.length > MAX_TEXT_BYTES) {
                throw new IllegalArgumentException(
                        "a text has at most " + MAX_TEXT_BYTES + " bytes, found " + utf8.length);
            }
            number(utf8.length, 2);
            bytes.writeBytes(utf8);
        }

        private void event(StandingEvent event) {
            number(event.epochMillis(), 8);
            text(event.kind());
            number(event.times(), 8);
            number(event.points(), 8);
        }

        private void ban(@Nullable Ban ban) {
            number(ban == null ? 0 : 1, 1);
            if (ban != null) {
                text(ban.network());
                number(ban.sinceMillis(), 8);
                number(ban.untilMillis(), 8);
                number(ban.times(), 4);
                text(ban.reason());
            }
        }
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException when the bytes are no undamaged file of this format; the message says what is wrong
     */
    static List<GuardRecord> decode(byte[] file) {
        int end = file.length - CRC_BYTES;
        require(end >= HEADER_BYTES, "it has only " + file.length + " bytes");
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (byte letter : MAGIC) {
            require(in.get() == letter, "it does not begin with OTEDGARD");
        }
        int version = in.getInt();
        require(version == VERSION, "it has format " + version + ", this Otedama knows " + VERSION);
        require(in.getInt(end) == crc(file, end), "its checksum does not match");
        in.limit(end);
        int count = in.getInt();
        require(count >= 0 && count <= GuardStore.MAX_RECORDS, "it claims " + count + " records");
        try {
            List<GuardRecord> records = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                records.add(record(in));
            }
            require(!in.hasRemaining(), "it is longer than its records");
            GuardStore.check(records);
            return records;
        } catch (BufferUnderflowException | CharacterCodingException e) {
            throw new IllegalArgumentException("a record is cut or no text", e);
        }
    }

    private static GuardRecord record(ByteBuffer in) throws CharacterCodingException {
        String subject = text(in);
        long good = in.getLong();
        long bad = in.getLong();
        String step = text(in);
        long at = in.getLong();
        int events = Short.toUnsignedInt(in.getShort());
        require(events <= GuardRecord.MAX_EVENTS, "a record claims " + events + " events");
        List<StandingEvent> list = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            list.add(new StandingEvent(in.getLong(), text(in), in.getLong(), in.getLong()));
        }
        int banned = in.get();
        require(banned == 0 || banned == 1, "a record is neither banned nor not");
        Ban ban = banned == 0 ? null : new Ban(text(in), in.getLong(), in.getLong(), in.getInt(), text(in));
        return new GuardRecord(subject, good, bad, step, at, list, ban);
    }

    private static String text(ByteBuffer in) throws CharacterCodingException {
        int length = Short.toUnsignedInt(in.getShort());
        require(length <= MAX_TEXT_BYTES, "a text claims " + length + " bytes");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
