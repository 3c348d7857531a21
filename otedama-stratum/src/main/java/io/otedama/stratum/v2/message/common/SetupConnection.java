package io.otedama.stratum.v2.message.common;

import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.MessageView;

/** SetupConnection. Client to server, the first message of a connection: what the client speaks and who made it. */
public final class SetupConnection extends MessageView {
    public static final int TYPE = 0x00;
    public static final boolean CHANNEL_BIT = false;

    private int endpointHostAt;
    private int endpointPortAt;
    private int vendorAt;
    private int hardwareVersionAt;
    private int firmwareAt;
    private int deviceIdAt;

    public SetupConnection() {
        super(MessageType.SETUP_CONNECTION);
    }

    @Override
    protected void walk() throws MalformedMessageException {
        take("protocol", 1);
        take("min_version", 2);
        take("max_version", 2);
        take("flags", 4);
        endpointHostAt = takeBytes255("endpoint_host");
        endpointPortAt = take("endpoint_port", 2);
        vendorAt = takeBytes255("vendor");
        hardwareVersionAt = takeBytes255("hardware_version");
        firmwareAt = takeBytes255("firmware");
        deviceIdAt = takeBytes255("device_id");
    }

    /** See Protocol. */
    public int protocol() {
        return u8At(at(0));
    }

    /** Lowest version spoken. */
    public int minVersion() {
        return u16At(at(1));
    }

    /** Highest version spoken. */
    public int maxVersion() {
        return u16At(at(3));
    }

    /** What the client needs: see SetupFlags. */
    public long flags() {
        return u32At(at(5));
    }

    /** Name or address that the client dialled. */
    public String endpointHost() {
        return textAt(endpointHostAt);
    }

    /** Port that the client dialled. */
    public int endpointPort() {
        return u16At(endpointPortAt);
    }

    /** Maker of the device. */
    public String vendor() {
        return textAt(vendorAt);
    }

    public String hardwareVersion() {
        return textAt(hardwareVersionAt);
    }

    public String firmware() {
        return textAt(firmwareAt);
    }

    /** Unique for the device, or empty. */
    public String deviceId() {
        return textAt(deviceIdAt);
    }

    /** Appends a frame. */
    public static void encode(
            FrameWriter out,
            int protocol,
            int minVersion,
            int maxVersion,
            long flags,
            String endpointHost,
            int endpointPort,
            String vendor,
            String hardwareVersion,
            String firmware,
            String deviceId) {
        out.begin(TYPE, CHANNEL_BIT)
                .putU8(protocol)
                .putU16(minVersion)
                .putU16(maxVersion)
                .putU32(flags)
                .putString255(endpointHost)
                .putU16(endpointPort)
                .putString255(vendor)
                .putString255(hardwareVersion)
                .putString255(firmware)
                .putString255(deviceId);
        out.end();
    }
}
