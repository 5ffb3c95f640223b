/** What engines with a committee share: signed votes, certificates of a quorum, evidence of two votes too many, turns. */
package io.gradchain.consensus.voting;
