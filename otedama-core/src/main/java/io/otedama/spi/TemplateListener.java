package io.otedama.spi;

/** Receives templates, on the source's thread. */
@FunctionalInterface
public interface TemplateListener {
    void onTemplate(TemplateUpdate update);
}
