/** The constitution of a chain, its text form, the bundled presets and block zero. */
package io.gradchain.genesis.spec;
