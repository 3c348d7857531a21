package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** How to make a message at random, and how to make it again of what its view shows. */
record MessageSample<M extends MessageView>(
        M view, BiConsumer<RandomFields, FrameWriter> random, BiConsumer<M, FrameWriter> again) {

    static List<MessageSample<?>> all() {
        return Stream.of(
                        CommonSamples.all(),
                        MiningSamples.all(),
                        DeclarationSamples.all(),
                        TemplateSamples.all(),
                        ExtensionSamples.all())
                .flatMap(List::stream)
                .toList();
    }

    static MessageSample<?> of(MessageType type) {
        return all().stream()
                .filter(sample -> sample.view().type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + type));
    }

    /** A frame of random fields. */
    byte[] frame(long seed) {
        FrameWriter out = new FrameWriter();
        random.accept(new RandomFields(seed), out);
        return out.toBytes();
    }

    byte[] payload(long seed) {
        byte[] frame = frame(seed);
        return Arrays.copyOfRange(frame, FrameHeader.BYTES, frame.length);
    }

    /** The frame that the fields make which are read from a payload. */
    byte[] again(byte[] bytes, int offset, int length) throws MalformedMessageException {
        view.wrap(bytes, offset, length);
        FrameWriter out = new FrameWriter();
        again.accept(view, out);
        return out.toBytes();
    }

    @Override
    public String toString() {
        return view.type().title();
    }
}
