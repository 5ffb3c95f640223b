/** What can go wrong with a node as a whole, numbered. */
package io.gradchain.node.fault;
