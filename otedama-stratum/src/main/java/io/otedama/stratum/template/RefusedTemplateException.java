package io.otedama.stratum.template;

/** A template that no block can be made of here; the message says which field is why. */
final class RefusedTemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedTemplateException(String message) {
        super(message);
    }

    RefusedTemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
