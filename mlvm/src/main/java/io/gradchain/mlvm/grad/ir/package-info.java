/** The intermediate form: instructions of the machine on typed values, in blocks, and the passes that keep its meaning. */
package io.gradchain.mlvm.grad.ir;
