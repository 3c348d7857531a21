package io.otedama.bench.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code HOST:PORT} where the host is this machine itself: what is only for measuring is offered to nobody else. */
public final class LoopbackAddress implements ITypeConverter<InetSocketAddress> {
    private static final int MAX_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new TypeConversionException("'" + text + "' is no address; write 127.0.0.1:PORT");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > MAX_PORT) {
            throw new TypeConversionException("port " + port + " is above " + MAX_PORT);
        }
        try {
            InetAddress host = InetAddress.getByName(text.substring(0, colon));
            if (!host.isLoopbackAddress()) {
                throw new TypeConversionException(
                        "'" + text + "' is not an address of this machine alone; use 127.0.0.1");
            }
            return new InetSocketAddress(host, port);
        } catch (UnknownHostException e) {
            throw new TypeConversionException("host of '" + text + "' is unknown; use 127.0.0.1");
        }
    }
}
