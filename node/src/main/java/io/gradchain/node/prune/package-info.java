/** The thread that removes old states beside everything else a node does. */
package io.gradchain.node.prune;
