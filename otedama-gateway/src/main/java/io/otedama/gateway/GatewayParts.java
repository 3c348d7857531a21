package io.otedama.gateway;

import io.otedama.gateway.http.RequestLimit;
import io.otedama.gateway.view.PoolCard;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.PoolClock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a gateway was given. */
record GatewayParts(
        PoolSource pool,
        PoolCard card,
        PoolClock clock,
        Supplier<String> metrics,
        @Nullable Consumer<String> oneTimeKey,
        @Nullable RequestLimit requestLimit) {}
