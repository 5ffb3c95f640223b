/** The blocks a node has executed: those that compete, the head among them, and those that are final. */
package io.gradchain.node.chain;
