/** Keys people keep: words to write down, the tree of keys that grows from them, and a password's lock on one of them. */
package io.gradchain.genesis.keys;
