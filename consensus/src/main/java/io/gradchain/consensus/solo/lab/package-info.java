/** The engine of one validator in the simulator. */
package io.gradchain.consensus.solo.lab;
