/** A live table of the nodes: figures of two moments, and what happened between them. */
package io.gradchain.cli.top;
