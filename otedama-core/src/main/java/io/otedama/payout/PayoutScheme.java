package io.otedama.payout;

/**
 * A way to share out what the pool earns; found by {@link java.util.ServiceLoader} under its name. Stateless: what it knows of
 * shares is in the books it opens.
 */
public interface PayoutScheme {
    /** Lower-case letters, digits and hyphens; what operators write and the journal remembers. Never changes. */
    String name();

    /**
     * A new, empty book.
     *
     * @param parameters read every one that the scheme knows, then call {@link SchemeParameters#finish()}
     * @throws io.otedama.error.ConfigurationException with every mistake in the parameters
     */
    PayoutBook open(SchemeParameters parameters, SchemeContext context);
}
