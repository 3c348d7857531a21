package io.otedama.spi;

/**
 * How a component is.
 *
 * @param detail one sentence for the operator, without secrets
 */
public record ComponentHealth(String component, Status status, String detail) {
    /** Degraded is not dead: the component keeps what it promised but not everything it could. */
    public enum Status {
        UP,
        DEGRADED,
        DOWN
    }

    public static ComponentHealth up(String component, String detail) {
        return new ComponentHealth(component, Status.UP, detail);
    }

    public static ComponentHealth degraded(String component, String detail) {
        return new ComponentHealth(component, Status.DEGRADED, detail);
    }

    public static ComponentHealth down(String component, String detail) {
        return new ComponentHealth(component, Status.DOWN, detail);
    }
}
