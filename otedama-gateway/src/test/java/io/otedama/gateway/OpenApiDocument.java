package io.otedama.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.otedama.gateway.http.MetaRoutes;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The description of the API, and whether answers keep to it. */
final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    OpenApiDocument() {
        try {
            document = GatewayRig.JSON.readTree(MetaRoutes.description());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode json() {
        return document;
    }

    /** {@code GET /api/v1/pool}, … */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        all.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return all;
    }

    /** Statuses below 300 that are described. */
    Set<String> goodStatuses(String operation) {
        Set<String> good = new TreeSet<>();
        responses(operation).fieldNames().forEachRemaining(status -> {
            if (status.startsWith("2")) {
                good.add(status);
            }
        });
        return good;
    }

    private JsonNode responses(String operation) {
        String[] parts = operation.split(" ", 2);
        return document.get("paths")
                .get(parts[1])
                .get(parts[0].toLowerCase(java.util.Locale.ROOT))
                .get("responses");
    }

    /** What is wrong with an answer. */
    List<String> errors(String operation, HttpResponse<String> answer) {
        JsonNode response = responses(operation).get(String.valueOf(answer.statusCode()));
        if (response == null) {
            return List.of("the status " + answer.statusCode() + " is not described: " + answer.body());
        }
        if (response.has("$ref")) {
            response = document.at(response.get("$ref").textValue().substring(1));
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode content = response.get("content");
        if (content == null) {
            return answer.body().isEmpty() ? List.of() : List.of("there should be no body");
        }
        if (!content.has(type)) {
            return List.of("the type " + type + " is not described");
        }
        if (type.startsWith("text/")) {
            return List.of();
        }
        List<String> errors = new ArrayList<>();
        schema(content.get(type).get("schema"))
                .validate(answer.body(), InputFormat.JSON)
                .forEach(error -> errors.add(error.toString()));
        return errors;
    }

    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema.toString(), text -> {
            ObjectNode whole = schema.deepCopy();
            whole.set("components", document.get("components"));
            return registry.getSchema(whole.toString(), InputFormat.JSON);
        });
    }
}
