/**
 * Who asks, and what may they: API keys, signed tokens, and the price of guessing. Knows nothing of HTTP.
 *
 * <pre>
 *   "otk_ID_SECRET" --> ApiKeys    SHA-256 of the secret, compared in constant time    gateway-keys.json
 *   "eyJ…"          --> Tokens     ES256 of this pool's own key, issuer, audience,     gateway-token-key.json
 *                                  times within 60 s, not in RevokedTokens             gateway-revoked.json
 *        \-> Caller (subject, scopes, until when)
 *   refused --> FailureBrake       an address that keeps guessing waits
 * </pre>
 *
 * <p>A key's secret is 256 random bits: nobody can try them all, so a fast hash keeps it as well as a slow one would, and no
 * password ever enters here. No secret appears in a log, an error, or a {@code toString}.
 */
@NullMarked
package io.otedama.gateway.auth;

import org.jspecify.annotations.NullMarked;
