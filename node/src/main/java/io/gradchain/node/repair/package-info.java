/** Looking at, and mending, what a stopped validator remembers of its signatures. */
package io.gradchain.node.repair;
