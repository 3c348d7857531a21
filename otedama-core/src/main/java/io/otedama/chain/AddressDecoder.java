package io.otedama.chain;

import io.otedama.error.AddressException;

final class AddressDecoder {
    private AddressDecoder() {}

    static byte[] script(String text, Network network) {
        if (!text.isEmpty()) {
            throw new AddressException(text + " on " + network.name());
        }
        return new byte[0];
    }
}
