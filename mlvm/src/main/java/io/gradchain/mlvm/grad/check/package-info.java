/** Names, types, sizes and effects; what passes is written as intermediate form. */
package io.gradchain.mlvm.grad.check;
