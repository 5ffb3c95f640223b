/** What a person sees: lines, colours, tables, progress, sparklines; or one JSON object. */
package io.gradchain.cli.terminal;
