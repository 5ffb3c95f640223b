/** What is known of the place where a call trapped: its line, what its operands are called, how the losses went. */
package io.gradchain.mlvm.grad.trap;
