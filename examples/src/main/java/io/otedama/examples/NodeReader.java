package io.otedama.examples;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.node.CoreNode;
import io.otedama.node.CoreNodeBuilder;
import io.otedama.node.rpc.NodeEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code nodes} and {@code zmq}. A node is a URL with user and password, or a section with {@code url} and either
 * {@code user} and {@code password} or {@code cookie}.
 */
final class NodeReader {
    private static final String NODES = "nodes";

    private final Section root;
    private final Problems problems;

    NodeReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    List<NodeEndpoint> nodes() {
        List<?> elements = root.elements(NODES);
        if (elements.isEmpty()) {
            problems.add(NODES, "is missing", "Name at least one node as http://user:password@127.0.0.1:8332");
        }
        List<NodeEndpoint> nodes = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            NodeEndpoint node = node(root.elementKey(NODES, i), i, elements.get(i));
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private @Nullable NodeEndpoint node(String key, int index, @Nullable Object element) {
        if (element instanceof Map<?, ?> map) {
            Section section = root.element(NODES, index, map);
            NodeEndpoint node = fromSection(section);
            section.end();
            return node;
        }
        if (!(element instanceof String)) {
            problems.add(key, "is no node", "Write a URL, or a section with url, user and password");
            return null;
        }
        // as a section of its own, so that references to the environment are understood here, too
        String url = root.element(NODES, index, Map.of("url", element)).text("url");
        return url == null ? null : problems.attempt(k -> key, () -> NodeEndpoint.parse(url));
    }

    private @Nullable NodeEndpoint fromSection(Section section) {
        boolean named = section.has("url");
        String url = section.text("url");
        String cookie = section.text("cookie");
        boolean login = section.has("user") || section.has("password");
        String user = section.text("user");
        String password = section.scalar("password");
        if (!named) {
            problems.add(section.key("url"), "is missing", "Write it as http://127.0.0.1:8332");
        }
        if (section.has("cookie") && login) {
            problems.add(section.key("cookie"), "stands beside user or password", "Give one of the two");
            return null;
        }
        if (login && (user == null || password == null)) {
            requireBoth(section);
            return null;
        }
        if (url == null) {
            return null;
        }
        if (cookie != null) {
            return problems.attempt(k -> section.key("url"), () -> NodeEndpoint.cookie(url, Path.of(cookie)));
        }
        String whole = user == null || password == null ? url : withLogin(url, user, password);
        return problems.attempt(k -> section.key("url"), () -> NodeEndpoint.parse(whole));
    }

    private void requireBoth(Section section) {
        if (!section.has("user") || !section.has("password")) {
            String missing = section.has("user") ? "password" : "user";
            problems.add(section.key(missing), "is missing", "Give both user and password, or a cookie file");
        }
    }

    private static String withLogin(String url, String user, String password) {
        int scheme = url.indexOf("://");
        return scheme < 0
                ? url
                : url.substring(0, scheme + 3)
                        + escape(user)
                        + ':'
                        + escape(password)
                        + '@'
                        + url.substring(scheme + 3);
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Also checks what concerns all nodes together. */
    List<String> zmq(List<NodeEndpoint> nodes) {
        List<String> zmq = root.texts("zmq");
        try {
            builder(nodes, zmq).build().close();
        } catch (ConfigurationException e) {
            for (ConfigProblem problem : e.problems()) {
                boolean ofZmq = problem.key().equals("zmq");
                if (ofZmq || !nodes.isEmpty()) { // that there are none has been said
                    problems.add(ofZmq ? "zmq" : NODES, problem.problem(), problem.remedy());
                }
            }
        }
        return zmq;
    }

    static CoreNodeBuilder builder(List<NodeEndpoint> nodes, List<String> zmq) {
        CoreNodeBuilder builder = CoreNode.builder();
        nodes.forEach(builder::endpoint);
        zmq.forEach(builder::zmqBlocks);
        return builder;
    }
}
