/** Why the chain moves or stands still: facts of all nodes in, findings in words out. */
package io.gradchain.cli.diagnose;
