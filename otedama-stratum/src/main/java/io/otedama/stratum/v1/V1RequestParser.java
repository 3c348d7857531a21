package io.otedama.stratum.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads any request line with Jackson, for everything that {@link SubmitScanner} does not take. Knows JSON and the shape
 * of a request, no method. Thread-safe.
 */
final class V1RequestParser {
    /** Problem of a line that does not even begin like a request. */
    static final String NOT_AN_OBJECT = "not a JSON object";

    private static final int MAX_NESTING = 16;
    private static final ObjectMapper JSON = mapper();

    private final int maxIdBytes;

    V1RequestParser(int maxIdBytes) {
        this.maxIdBytes = maxIdBytes;
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return new ObjectMapper(factory).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * @param id receives the id, also of a malformed line when it was found before the fault
     */
    V1Request parse(byte[] line, int length, RequestId id) {
        id.clear();
        if (!looksLikeObject(line, length)) {
            return V1Request.malformed(NOT_AN_OBJECT);
        }
        try (JsonParser parser = JSON.getFactory().createParser(line, 0, length)) {
            return request(parser, line, length, id);
        } catch (IOException | RuntimeException e) {
            // Jackson's message quotes the line; the client gets none of it
            return V1Request.malformed("not valid JSON");
        }
    }

    /** UTF-8 without a byte order mark, and no byte that could make Jackson guess another encoding. */
    private static boolean looksLikeObject(byte[] line, int length) {
        int first = 0;
        while (first < length && (line[first] == ' ' || line[first] == '\t')) {
            first++;
        }
        for (int i = first; i < length; i++) {
            if (line[i] == 0) {
                return false;
            }
        }
        return first < length && line[first] == '{';
    }

    private V1Request request(JsonParser parser, byte[] line, int length, RequestId id) throws IOException {
        parser.nextToken();
        String method = null;
        JsonNode params = MissingNode.getInstance();
        boolean answer = false;
        String problem = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "id" -> problem = id(parser, value, line, length, id);
                case "method" -> method = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "params" -> params = JSON.readTree(parser);
                case "result", "error" -> answer = true;
                default -> {}
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            return V1Request.malformed("more than one JSON value on the line");
        }
        if (problem != null) {
            return V1Request.malformed(problem);
        }
        if (method == null || method.isEmpty()) {
            return answer
                    ? new V1Request("", MissingNode.getInstance(), null)
                    : V1Request.malformed("method is missing");
        }
        return new V1Request(method, params, null);
    }

    private @Nullable String id(JsonParser parser, JsonToken value, byte[] line, int length, RequestId id)
            throws IOException {
        id.clear();
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        boolean string = value == JsonToken.VALUE_STRING;
        if (!string && !value.isNumeric()) {
            return "id must be a number or a string";
        }
        parser.getText(); // checks the whole value
        int start = (int) parser.currentTokenLocation().getByteOffset();
        int end = string ? stringEnd(line, start, length) : numberEnd(line, start, length);
        if (end - start > maxIdBytes) {
            return "id is too long";
        }
        id.set(line, start, end);
        return null;
    }

    private static int stringEnd(byte[] line, int start, int length) {
        for (int i = start + 1; i < length; i++) {
            if (line[i] == '\\') {
                i++;
            } else if (line[i] == '"') {
                return i + 1;
            }
        }
        return length;
    }

    private static int numberEnd(byte[] line, int start, int length) {
        int end = start;
        while (end < length && "+-.0123456789eE".indexOf(line[end]) >= 0) {
            end++;
        }
        return end;
    }

    /**
     * The parameters of a submit in the form that {@link SubmitReader} takes.
     *
     * @return null when they are right, else what is wrong
     */
    static @Nullable String submitFields(JsonNode params, SubmitFields fields) {
        if (!params.isArray() || params.size() < SubmitFields.MIN) {
            return "submit needs worker, job id, extranonce2, ntime and nonce";
        }
        byte[][] values = new byte[Math.min(params.size(), SubmitFields.MAX)][];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            JsonNode value = params.get(i);
            boolean absent = i == SubmitFields.VERSION && value.isNull();
            if (!value.isTextual() && !absent) {
                return "submit parameters must be strings";
            }
            values[i] = absent ? new byte[0] : value.textValue().getBytes(StandardCharsets.UTF_8);
            size += values[i].length;
        }
        byte[] all = new byte[size];
        fields.clear(all);
        int at = 0;
        for (byte[] value : values) {
            System.arraycopy(value, 0, all, at, value.length);
            fields.add(at, at + value.length);
            at += value.length;
        }
        return null;
    }
}
