/** What lies in a node's database: how much of it, and whether it is what it should be. */
package io.gradchain.node.database;
