/**
 * Vectors and matrices of {@code fixed} and what can be done with them: {@code ElementWise}, {@code Reductions}, {@code
 * Products}, {@code Shapes}. The form in memory, wide or narrow, never shows in a result.
 */
package io.gradchain.mlvm.tensor;
