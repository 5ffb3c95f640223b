/** Types and sizes as the language sees them. */
package io.gradchain.mlvm.grad.type;
