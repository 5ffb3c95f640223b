/** Events for whoever subscribed to them, each written as JSON once. */
package io.gradchain.node.rpc.feed;
