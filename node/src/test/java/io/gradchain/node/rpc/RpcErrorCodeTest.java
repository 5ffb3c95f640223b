package io.gradchain.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The codes of the RPC errors are a list people look up. */
final class RpcErrorCodeTest {

    @Test
    void codesAreUniqueWithoutGapsAndExplained() {
        HashSet<Integer> numbers = new HashSet<>();
        for (RpcErrorCode error : RpcErrorCode.values()) {
            assertThat(error.code()).matches("R-\\d\\d");
            assertThat(numbers.add(Integer.parseInt(error.code().substring(2)))).isTrue();
            assertThat(error.summary()).isNotBlank();
            assertThat(error.hint()).isNotBlank();
        }
        assertThat(numbers).contains(1, RpcErrorCode.values().length).hasSize(RpcErrorCode.values().length);
    }
}
