/** A whole chain as one file: its frames, and nothing of what is in them. */
package io.gradchain.node.archive;
