/**
 * JSON-RPC 2.0 over HTTP/1.1 on one local port: a registry of methods, a dispatcher of bytes, and the server.
 */
package io.gradchain.node.rpc;
