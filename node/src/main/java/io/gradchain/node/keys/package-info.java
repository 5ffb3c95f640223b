/** Secret keys on disk. */
package io.gradchain.node.keys;
