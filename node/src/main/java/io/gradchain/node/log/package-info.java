/** How much a running node says, module by module; who writes the logs is chosen at the door. */
package io.gradchain.node.log;
