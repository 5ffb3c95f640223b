/** What the compiler says about a source: numbered diagnostics, and how they are drawn. */
package io.gradchain.mlvm.grad.report;
