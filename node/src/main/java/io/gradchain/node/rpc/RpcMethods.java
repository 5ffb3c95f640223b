package io.gradchain.node.rpc;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The methods a node answers, by name; filled before the server starts. {@code rpc.discover} lists them (OpenRPC). */
public final class RpcMethods {
    private final TreeMap<String, Method> methods = new TreeMap<>();
    private final TreeMap<String, Topic> topics = new TreeMap<>();
    private final boolean development;

    /** @param development whether methods of development, lab and administration exist at all */
    public RpcMethods(boolean development) {
        this.development = development;
        register(
                "rpc.discover",
                "Lists the methods of this node as an OpenRPC document.",
                List.of(),
                params -> RpcResult.ok(OpenRpc.describe(methods.values(), topics.values())));
    }

    /**
     * One parameter.
     *
     * @param type for people: {@code hex}, {@code u64 string}, {@code address}…
     */
    public record Param(String name, String type, boolean required, String description) {
        public static Param required(String name, String type, String description) {
            return new Param(name, type, true, description);
        }

        public static Param optional(String name, String type, String description) {
            return new Param(name, type, false, description);
        }
    }

    /**
     * One method.
     *
     * @param devOnly answers only to callers that hold the node's token
     */
    public record Method(String name, String description, List<Param> params, boolean devOnly, RpcHandler handler) {
        public Method {
            params = List.copyOf(params);
        }
    }

    /**
     * One kind of events that may be subscribed to.
     *
     * @param narrowing names of parameters of the subscribing method that narrow it
     */
    public record Topic(String name, String description, List<String> narrowing) {
        public Topic {
            narrowing = List.copyOf(narrowing);
        }
    }

    public RpcMethods register(String name, String description, List<Param> params, RpcHandler handler) {
        return add(new Method(name, description, params, false, handler));
    }

    /** A method of development, lab or administration: absent on other chains, and needs the token of the data directory. */
    public RpcMethods registerDevOnly(String name, String description, List<Param> params, RpcHandler handler) {
        return development ? add(new Method(name, description, params, true, handler)) : this;
    }

    public RpcMethods registerTopic(String name, String description, List<String> narrowing) {
        if (topics.putIfAbsent(name, new Topic(name, description, narrowing)) != null) {
            throw new IllegalStateException("two topics are called " + name);
        }
        return this;
    }

    private RpcMethods add(Method method) {
        if (methods.putIfAbsent(method.name(), method) != null) {
            throw new IllegalStateException("two methods are called " + method.name());
        }
        return this;
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name));
    }

    public Optional<Topic> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** All methods in the order of their names. */
    public Collection<Method> all() {
        return List.copyOf(methods.values());
    }
}
