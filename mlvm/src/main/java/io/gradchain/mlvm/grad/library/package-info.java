/** The sources of what comes with the compiler: folders of contracts, and modules they use. */
package io.gradchain.mlvm.grad.library;
