/** The canonical encoding that every protocol byte has. */
package io.gradchain.genesis.codec;
