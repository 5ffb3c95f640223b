/** A contract of one's own in a folder: the file that describes it, and templates to begin with. */
package io.gradchain.cli.project;
