/** From the intermediate form to instructions, registers and a source map. */
package io.gradchain.mlvm.grad.emit;
