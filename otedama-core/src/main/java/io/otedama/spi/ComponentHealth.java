package io.otedama.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a component is. Immutable.
 *
 * @param detail one sentence for the operator, without secrets
 * @param facts single numbers and words for monitoring, by name, the unit last ({@code height}, {@code tipAgeSeconds}); no secrets
 * @param parts of which it consists and which may fail one by one, such as the daemons of a node
 */
public record ComponentHealth(
        String component, Status status, String detail, Map<String, String> facts, List<ComponentHealth> parts) {

    public ComponentHealth {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        parts = List.copyOf(parts);
    }

    /** Degraded is not dead: the component keeps what it promised but not everything it could. */
    public enum Status {
        UP,
        DEGRADED,
        DOWN
    }

    public static ComponentHealth up(String component, String detail) {
        return of(component, Status.UP, detail);
    }

    public static ComponentHealth degraded(String component, String detail) {
        return of(component, Status.DEGRADED, detail);
    }

    public static ComponentHealth down(String component, String detail) {
        return of(component, Status.DOWN, detail);
    }

    /** Without facts and parts. */
    public static ComponentHealth of(String component, Status status, String detail) {
        return new ComponentHealth(component, status, detail, Map.of(), List.of());
    }

    /** The same with one fact more. */
    public ComponentHealth with(String fact, Object value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(fact, String.valueOf(value));
        return new ComponentHealth(component, status, detail, more, parts);
    }

    /** The same with one part more. */
    public ComponentHealth with(ComponentHealth part) {
        List<ComponentHealth> more = new ArrayList<>(parts);
        more.add(part);
        return new ComponentHealth(component, status, detail, facts, more);
    }
}
