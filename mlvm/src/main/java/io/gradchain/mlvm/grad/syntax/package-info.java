/** From text to declarations, statements and expressions; {@link io.gradchain.mlvm.grad.syntax.Parser} is the door. */
package io.gradchain.mlvm.grad.syntax;
