package io.otedama.stratum.v2.message;

import io.otedama.stratum.v2.message.extension.RequestExtensions;
import io.otedama.stratum.v2.message.extension.RequestExtensionsError;
import io.otedama.stratum.v2.message.extension.RequestExtensionsSuccess;
import java.util.List;

/** Every extension message: made of random fields, and made again of the fields that were read. */
final class ExtensionSamples {
    private ExtensionSamples() {}

    static List<MessageSample<?>> all() {
        return List.of(requestExtensions(), requestExtensionsSuccess(), requestExtensionsError());
    }

    private static MessageSample<RequestExtensions> requestExtensions() {
        return new MessageSample<>(
                new RequestExtensions(),
                (r, out) -> RequestExtensions.encode(out, r.u16(), r.ints()),
                (m, out) -> RequestExtensions.encode(
                        out, m.requestId(), RandomFields.ints(m.requestedExtensionCount(), m::requestedExtension)));
    }

    private static MessageSample<RequestExtensionsSuccess> requestExtensionsSuccess() {
        return new MessageSample<>(
                new RequestExtensionsSuccess(),
                (r, out) -> RequestExtensionsSuccess.encode(out, r.u16(), r.ints()),
                (m, out) -> RequestExtensionsSuccess.encode(
                        out, m.requestId(), RandomFields.ints(m.supportedExtensionCount(), m::supportedExtension)));
    }

    private static MessageSample<RequestExtensionsError> requestExtensionsError() {
        return new MessageSample<>(
                new RequestExtensionsError(),
                (r, out) -> RequestExtensionsError.encode(out, r.u16(), r.ints(), r.ints()),
                (m, out) -> RequestExtensionsError.encode(
                        out,
                        m.requestId(),
                        RandomFields.ints(m.unsupportedExtensionCount(), m::unsupportedExtension),
                        RandomFields.ints(m.requiredExtensionCount(), m::requiredExtension)));
    }
}
