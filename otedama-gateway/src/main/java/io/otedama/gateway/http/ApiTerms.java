package io.otedama.gateway.http;

import io.otedama.gateway.auth.Authenticator;
import io.otedama.gateway.auth.FailureBrake;

/** What every request goes by. */
public record ApiTerms(
        AccessRule access,
        Authenticator authenticator,
        FailureBrake brake,
        RequestLimit limit,
        OriginRule origins,
        RequestWorkers workers) {}
