package io.otedama.gateway.http;

import io.otedama.gateway.auth.Authenticator;
import io.otedama.gateway.auth.FailureBrake;

/**
 * What every request goes by.
 *
 * @param workers may wait for the store
 * @param probes never do: for those who ask whether the pool lives
 */
public record ApiTerms(
        AccessRule access,
        Authenticator authenticator,
        FailureBrake brake,
        RequestLimit limit,
        OriginRule origins,
        RequestWorkers workers,
        RequestWorkers probes) {}
