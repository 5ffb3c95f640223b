/** How much the RPC door takes, of all callers together and of each address. */
package io.gradchain.node.rpc.limit;
