package io.gradchain.node.rpc;

/** Why a call was refused: numbers of JSON-RPC 2.0 and EIP-1474, and our own codes for people. */
public enum RpcErrorCode {
    PARSE("R-01", -32700, "the body is not JSON", "send one JSON-RPC 2.0 request object or an array of at most 10"),
    INVALID_REQUEST("R-02", -32600, "not a JSON-RPC 2.0 request", "it needs jsonrpc \"2.0\", a method and an id"),
    UNKNOWN_METHOD("R-03", -32601, "no such method", "rpc.discover lists the methods of this node"),
    BAD_PARAMS("R-04", -32602, "the parameters do not fit the method", "rpc.discover lists them with their types"),
    INTERNAL("R-05", -32603, "the node failed to answer", "the node's log has the cause under the same reference"),
    NOT_FOUND("R-06", -32001, "no such thing on this chain", "check the identifier and the height of the node"),
    UNAVAILABLE("R-07", -32002, "not available now", "try again later"),
    REJECTED("R-08", -32003, "the transaction was refused", "the code in data names the broken rule"),
    UNSUPPORTED("R-09", -32004, "not supported by this chain or node", "methods of tests exist on test chains only"),
    LIMIT("R-10", -32005, "a limit was reached", "ask for less, or later"),
    UNAUTHORISED(
            "R-11",
            -32010,
            "this method needs the node's token",
            "send the rpc-token file of the data directory as Authorization: Bearer"),
    TOO_LARGE("R-12", -32600, "the body is too large", "a request has at most 2 MiB"),
    CONTENT_TYPE("R-13", -32600, "not application/json", "set the header Content-Type: application/json"),
    FORBIDDEN_HOST("R-14", -32600, "the Host header is not this machine", "use localhost, 127.0.0.1 or [::1]"),
    FORBIDDEN_ORIGIN(
            "R-15", -32600, "web pages of other sites may not call this node", "open the explorer of the node itself"),
    HTTP_METHOD("R-16", -32600, "only POST carries calls", "send the call as POST /"),
    NO_PAGE("R-17", -32600, "no such page", "calls go to POST /"),
    LISTEN_FAILED(
            "R-18",
            0,
            "cannot listen on the address",
            "another process may hold the port: choose another with --rpc-port or stop it"),
    UNREACHABLE("R-19", 0, "the node does not answer", "is it started, and is the address right?"),
    BAD_ANSWER("R-20", 0, "the answer is not JSON-RPC 2.0", "is it a gradchain node that listens there?"),
    OVERLOADED("R-21", -32005, "the node has too many calls waiting", "try again later"),
    TOO_FAST("R-30", -32005, "too many calls from this address", "wait as long as Retry-After says, and ask for less"),
    CALL_TIME("R-31", -32005, "the call took too long", "ask for less, or in parts"),
    TOO_MANY_WAITERS("R-32", -32005, "too many calls wait for finality", "ask with tx_get, or wait later"),
    ANSWER_TOO_LARGE("R-33", -32005, "the answer is too large", "ask for less, or in parts"),
    HEAD_TOO_LARGE(
            "R-34",
            -32600,
            "the head of the HTTP request is too large",
            "its line has at most 4 KiB, its at most 64 headers together 16 KiB"),
    MEMORY_FULL("R-35", -32005, "the node holds too many bytes of requests and answers", "try again later"),
    NEEDS_SOCKET("R-36", -32004, "subscriptions need a WebSocket", "connect to /ws of the same port and ask there"),
    TOO_MANY_SOCKETS("R-37", -32005, "too many WebSockets are open", "close one, or try again later"),
    TOO_MANY_SUBSCRIPTIONS("R-38", -32005, "too many subscriptions", "end one with chain_unsubscribe"),
    BAD_UPGRADE("R-39", -32600, "not a WebSocket handshake", "GET /ws takes version 13 of RFC 6455"),
    SOCKET_RULE(
            "R-40", 0, "a frame broke a rule of the WebSocket", "text frames of JSON-RPC, at most 1 MiB in 64 fragments");

    private final String code;
    private final int number;
    private final String summary;
    private final String hint;

    RpcErrorCode(String code, int number, String summary, String hint) {
        this.code = code;
        this.number = number;
        this.summary = summary;
        this.hint = hint;
    }

    public String code() {
        return code;
    }

    /** The JSON-RPC error number; 0 for errors that never travel. */
    public int number() {
        return number;
    }

    public String summary() {
        return summary;
    }

    public String hint() {
        return hint;
    }

    /** This error with what is particular to the case, such as the name of a parameter. */
    public RpcError with(String detail) {
        return new RpcError(number, summary + ": " + detail, code, hint);
    }

    public RpcError plain() {
        return new RpcError(number, summary, code, hint);
    }
}
