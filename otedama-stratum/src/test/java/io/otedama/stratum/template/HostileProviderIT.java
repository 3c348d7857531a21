package io.otedama.stratum.template;

import static org.awaitility.Awaitility.await;

import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.template.NewTemplate;
import io.otedama.stratum.v2.message.template.TransactionDataRequest;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Providers that do not keep to the protocol. */
class HostileProviderIT extends ProviderRig {
    @Test
    void aProviderWithoutTransactionsIsGivenUp() {
        start(plain().withReplyTimeout(Duration.ofMillis(200)));
        await().until(provider::isServing);
        provider.silent = true;
        provider.publish(SampleTemplates.on(100, 1), true);
        awaitError("no transactions of a template within");
        provider.silent = false;
        awaitUpdate(1);
    }

    @Test
    void aSilentServerIsGivenUp() {
        provider.close();
        provider = FakeTemplateProvider.mute();
        start(plain().withReplyTimeout(Duration.ofMillis(50)));
        awaitError("no answer to the handshake");
    }

    private void againstAMuteServer() {
        provider.close();
        provider = FakeTemplateProvider.mute();
        start(plain());
        await().until(provider::isConnected);
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        againstAMuteServer();
        provider.send(out -> SetupConnectionError.encode(out, 0, "unsupported-protocol"));
        awaitError("refuses the connection: unsupported-protocol");
    }

    @Test
    void whatHasNoPlaceEndsTheConnection() {
        againstAMuteServer();
        provider.send(out -> TransactionDataRequest.encode(out, 1));
        awaitError("has no place in a setup");
        await().until(provider::isConnected);
        provider.send(out -> SetupConnectionSuccess.encode(out, 3, 0));
        awaitError("chose version 3");
    }

    @Test
    void aTruncatedMessageEndsTheConnection() {
        startServing();
        provider.send(out -> out.begin(NewTemplate.TYPE, false).putU64(1).end());
        awaitError("NewTemplate.future_template: expected 1 bytes");
    }

    @Test
    void aMessageThatClaimsTooMuchEndsTheConnection() {
        startServing();
        provider.sendRaw(new byte[] {0, 0, 0x74, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        awaitError("claims 16777215 bytes");
    }

    @Test
    void aBlockWithoutATemplateEndsTheConnection() {
        startServing();
        provider.announceTip(99, SampleTemplates.on(100, 1));
        awaitError("names template 99, which was not announced");
    }

    @Test
    void garbageHarmsNobody() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        start(plain());
        for (int round = 0; round < 20; round++) {
            await().until(provider::isServing);
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            bytes[0] = 0;
            bytes[1] = 0;
            bytes[2] = (byte) (0x70 + random.nextInt(7));
            bytes[3] = (byte) 0xc2;
            bytes[4] = 0;
            bytes[5] = 0;
            provider.sendRaw(bytes);
        }
        provider.drop();
        provider.publish(SampleTemplates.on(100, 1), true);
        await("seed " + seed).until(() -> !updates.isEmpty());
    }
}
