/** Runs of the simulator told to people: the faults they name, the story, the figures. */
package io.gradchain.cli.simulate;
