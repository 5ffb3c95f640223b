/** What is measured of a node: figures for Prometheus, and the few that people look at live. */
package io.gradchain.node.metrics;
