/** The methods a node answers over RPC. 64-bit numbers, amounts and {@code fixed} values are strings. */
package io.gradchain.node.api;
