/** How a node that was away gets the final blocks it missed. */
package io.gradchain.node.sync;
