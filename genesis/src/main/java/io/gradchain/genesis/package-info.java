/** The foundation: everything two nodes must agree on before they exchange a byte. */
package io.gradchain.genesis;
