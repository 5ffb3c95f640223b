/** Lays a source out: white space changes, tokens and comments do not. */
package io.gradchain.mlvm.grad.format;
