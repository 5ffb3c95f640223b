/** Addresses of peers that a node has heard of or been connected to: what is kept of them, and which is dialled next. */
package io.gradchain.node.network.book;
