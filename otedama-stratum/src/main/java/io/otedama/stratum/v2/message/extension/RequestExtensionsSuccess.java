package io.otedama.stratum.v2.message.extension;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** RequestExtensions.Success. Server to client: what may be used. */
public final class RequestExtensionsSuccess extends MessageView {
    /** Id of the extension that negotiates extensions. */
    public static final int EXTENSION_ID = 1;

    public static final int TYPE = 0x01;
    public static final boolean CHANNEL_BIT = false;

    private int supportedExtensionsAt;

    public RequestExtensionsSuccess() {
        super(MessageType.REQUEST_EXTENSIONS_SUCCESS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 2);
        supportedExtensionsAt = takeSequence64K("supported_extensions", 2);
    }

    /** Chosen by the client; the answer repeats it. */
    public int requestId() {
        return u16At(at(0));
    }

    /** Ids. */
    public int supportedExtensionCount() {
        return u16At(supportedExtensionsAt - 2);
    }

    public int supportedExtension(int index) {
        return u16At(element(supportedExtensionsAt, index, supportedExtensionCount(), 2));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, int requestId, int[] supportedExtensions) {
        out.begin(EXTENSION_ID, TYPE, CHANNEL_BIT).putU16(requestId).putU16(supportedExtensions.length);
        for (int element : supportedExtensions) {
            out.putU16(element);
        }
        out.end();
    }
}
