package io.otedama.spi;

/** Delivers block templates. */
public interface TemplateSource {
    /**
     * Registers the listener, before the component starts. From then on the source calls it from one thread at a time
     * whenever there is a new tip or a template worth working on. The listener does not block for long.
     */
    void subscribe(TemplateListener listener);

    /** Asks for a fresh template soon, for example after a block was found. Never blocks; any thread. */
    void refresh();
}
