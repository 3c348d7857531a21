package io.otedama.stratum.v2.message.extension;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** RequestExtensions.Error. Server to client: nothing may be used, or something is missing. */
public final class RequestExtensionsError extends MessageView {
    /** Id of the extension that negotiates extensions. */
    public static final int EXTENSION_ID = 1;

    public static final int TYPE = 0x02;
    public static final boolean CHANNEL_BIT = false;

    private int unsupportedExtensionsAt;
    private int requiredExtensionsAt;

    public RequestExtensionsError() {
        super(MessageType.REQUEST_EXTENSIONS_ERROR);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 2);
        unsupportedExtensionsAt = takeSequence64K("unsupported_extensions", 2);
        requiredExtensionsAt = takeSequence64K("required_extensions", 2);
    }

    /** Chosen by the client; the answer repeats it. */
    public int requestId() {
        return u16At(at(0));
    }

    /** Ids that were asked for. */
    public int unsupportedExtensionCount() {
        return u16At(unsupportedExtensionsAt - 2);
    }

    public int unsupportedExtension(int index) {
        return u16At(element(unsupportedExtensionsAt, index, unsupportedExtensionCount(), 2));
    }

    /** Ids that the server insists on. */
    public int requiredExtensionCount() {
        return u16At(requiredExtensionsAt - 2);
    }

    public int requiredExtension(int index) {
        return u16At(element(requiredExtensionsAt, index, requiredExtensionCount(), 2));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, int requestId, int[] unsupportedExtensions, int[] requiredExtensions) {
        out.begin(EXTENSION_ID, TYPE, CHANNEL_BIT).putU16(requestId).putU16(unsupportedExtensions.length);
        for (int element : unsupportedExtensions) {
            out.putU16(element);
        }
        out.putU16(requiredExtensions.length);
        for (int element : requiredExtensions) {
            out.putU16(element);
        }
        out.end();
    }
}
