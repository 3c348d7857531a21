package io.otedama.stratum.v2.message.extension;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** RequestExtensions. Client to server, right after the setup: extensions that the client would use. A server without this one does not answer. */
public final class RequestExtensions extends MessageView {
    /** Id of the extension that negotiates extensions. */
    public static final int EXTENSION_ID = 1;

    public static final int TYPE = 0x00;
    public static final boolean CHANNEL_BIT = false;

    private int requestedExtensionsAt;

    public RequestExtensions() {
        super(MessageType.REQUEST_EXTENSIONS);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("request_id", 2);
        requestedExtensionsAt = takeSequence64K("requested_extensions", 2);
    }

    /** Chosen by the client; the answer repeats it. */
    public int requestId() {
        return u16At(at(0));
    }

    /** Ids. */
    public int requestedExtensionCount() {
        return u16At(requestedExtensionsAt - 2);
    }

    public int requestedExtension(int index) {
        return u16At(element(requestedExtensionsAt, index, requestedExtensionCount(), 2));
    }

    /** Appends a frame. */
    public static void encode(FrameWriter out, int requestId, int[] requestedExtensions) {
        out.begin(EXTENSION_ID, TYPE, CHANNEL_BIT).putU16(requestId).putU16(requestedExtensions.length);
        for (int element : requestedExtensions) {
            out.putU16(element);
        }
        out.end();
    }
}
