package io.gradchain.node.database;

import java.util.List;

/**
 * What a check of a database says.
 *
 * @param findings what is wrong, at most the first 50
 * @param wrong how much is wrong
 * @param blocks final blocks that were looked at
 * @param transactions in them
 * @param proofs of finality that were verified
 * @param states whole states that were walked
 * @param nodes of their trees; one that is met at two places may count twice
 */
public record CheckReport(
        List<String> findings, long wrong, long blocks, long transactions, long proofs, long states, long nodes) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    public boolean ok() {
        return wrong == 0;
    }
}
